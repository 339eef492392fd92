export { default as FailureBanner } from './FailureBanner.vue'
export {
  describeError,
  describeReason,
  describeTrouble,
  type ErrorWords,
  type Trouble,
} from './describe-error.ts'
export { describeIssue } from './describe-issue.ts'
export { showError } from './show-error.ts'
export { useAttempt, type Attempt } from './use-attempt.ts'
