import { computed, onScopeDispose, shallowRef, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { PersonField } from '../../../shared/contract/people.ts'
import { builtInFields, isBuiltInField } from '../../../shared/person-field.ts'
import { client } from '../../host.ts'

/** The fields that people have, with their names on screen; the built-in ones until the engine has answered. */
export function usePersonFields(): ComputedRef<readonly PersonField[]> {
  const { t } = useI18n()
  const known = shallowRef<readonly PersonField[]>(
    builtInFields.map(key => ({ key, label: key, type: 'text' as const, isBuiltIn: true })),
  )

  async function load(): Promise<void> {
    try {
      known.value = await client.call('people.fields', {})
    } catch {
      // The list itself says what is wrong; without custom fields it is still of use.
    }
  }

  void load()
  onScopeDispose(client.on('people.changed', () => void load()))
  return computed(() =>
    known.value.map(field =>
      isBuiltInField(field.key) ? { ...field, label: t(`peopleList.field.${field.key}`) } : field,
    ),
  )
}
