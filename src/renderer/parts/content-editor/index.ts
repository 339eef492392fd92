export { default as ContentEditor } from './ContentEditor.vue'
export { default as PhoneScreen } from './PhoneScreen.vue'
export { default as TemplateField } from './TemplateField.vue'
