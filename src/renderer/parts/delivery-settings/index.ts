export { default as DeliverySettingsForm } from './DeliverySettingsForm.vue'
export { errorsBelow } from './errors-below.ts'
export { default as SettingsSection } from './SettingsSection.vue'
export { useExemplaryLine } from './use-exemplary-line.ts'
