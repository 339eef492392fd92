export { default as ContentEditor } from './ContentEditor.vue'
export { default as PhoneScreen } from './PhoneScreen.vue'
