import { computed, onMounted, onScopeDispose, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { PersonField } from '../../../shared/contract/people.ts'
import { builtInFields, isBuiltInField } from '../../../shared/person-field.ts'
import { client } from '../../host.ts'

/** The fields that a template can use, with their names on screen; built-in ones until the engine has answered. */
export function usePersonFields() {
  const { t } = useI18n()
  const known = shallowRef<readonly PersonField[]>(
    builtInFields.map(key => ({ key, label: key, type: 'text' as const, isBuiltIn: true })),
  )

  async function load(): Promise<void> {
    try {
      known.value = await client.call('people.fields', {})
    } catch {
      // The built-in fields do for writing; the check of the template tells what is wrong.
    }
  }

  onMounted(load)
  onScopeDispose(client.on('people.changed', () => void load()))
  return computed(() =>
    known.value.map(field => ({
      key: field.key,
      label: isBuiltInField(field.key) ? t(`content.fields.${field.key}`) : field.label,
      isBuiltIn: field.isBuiltIn,
    })),
  )
}
