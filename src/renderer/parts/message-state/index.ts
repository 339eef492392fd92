export { default as MessagePill } from './MessagePill.vue'
