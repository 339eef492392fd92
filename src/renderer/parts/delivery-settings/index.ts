export { default as DeliverySettingsForm } from './DeliverySettingsForm.vue'
export { errorsBelow } from './errors-below.ts'
