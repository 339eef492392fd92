export { default as TestNumbers } from './TestNumbers.vue'
export { useTestNumbers } from './use-test-numbers.ts'
