export { default as SaveTemplate } from './SaveTemplate.vue'
export { default as TemplateChoice } from './TemplateChoice.vue'
export type { TakenTemplate } from './use-delivery-templates.ts'
