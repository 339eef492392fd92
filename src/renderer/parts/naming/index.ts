export { default as NameDialog } from './NameDialog.vue'
