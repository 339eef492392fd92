export { default as TestNumbers } from './TestNumbers.vue'
