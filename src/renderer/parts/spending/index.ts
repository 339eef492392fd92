export { default as SpentBar } from './SpentBar.vue'
export { useSpending } from './use-spending.ts'
