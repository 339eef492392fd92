export { default as AmountFields } from './AmountFields.vue'
export { default as DayOffsetFields } from './DayOffsetFields.vue'
export { default as DurationFields } from './DurationFields.vue'
export { useDurationWords } from './use-duration-words.ts'
