export { default as WorkProgress } from './WorkProgress.vue'
export { useWork } from './use-work.ts'
export { useConfirmed } from './use-confirmed.ts'
