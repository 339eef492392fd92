export { default as ExportMenu } from './ExportMenu.vue'
export type { ExportRequest } from './use-export.ts'
