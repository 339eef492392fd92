export { default as NamedTable } from './NamedTable.vue'
