export { default as LeaveQuestion } from './LeaveQuestion.vue'
