export { default as SubscribeDialog } from './SubscribeDialog.vue'
export { default as SubscriptionPill } from './SubscriptionPill.vue'
export { useSubscriptionLists } from './use-subscription-lists.ts'
export { useEvidenceWords } from './use-evidence-words.ts'
