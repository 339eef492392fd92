import { useLocalStorage } from '@vueuse/core'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../i18n/format.ts'
import type { MenuItem } from '../../ui/index.ts'
import { customKey, peopleColumns, type PeopleColumn } from './people-columns.ts'
import { usePersonFields } from './use-person-fields.ts'

const alwaysShown = new Set(['last_name', 'phone'])
/** A first look at an unknown list: the words that tell people apart. */
const firstCustom = 1

/**
 * The columns of a list of people, and the menu that chooses them; the choice is kept on this machine.
 * @param carried what only this list has; it stands behind the number and is always shown
 */
export function usePeopleColumns(carried: () => readonly PeopleColumn[]): {
  readonly columns: ComputedRef<readonly PeopleColumn[]>
  readonly menu: ComputedRef<readonly MenuItem[]>
} {
  const { t, locale } = useI18n()
  const format = useFormat()
  const fields = usePersonFields()
  const custom = computed(() => fields.value.filter(field => !field.isBuiltIn))
  const chosen = useLocalStorage<string[]>('people-columns', [])
  const all = computed(() => peopleColumns(custom.value, { t, locale: locale.value, format }))
  const usual = computed(() => {
    const first = custom.value.slice(0, firstCustom).map(customKey)
    return ['state', 'country', 'language', ...first, 'tags', 'created_at']
  })
  const shown = computed(() => new Set(chosen.value.length > 0 ? chosen.value : usual.value))

  function toggle(key: string): void {
    const next = new Set(shown.value)
    if (!next.delete(key)) next.add(key)
    chosen.value = [...next]
  }

  return {
    columns: computed(() => {
      const wanted = all.value.filter(({ key }) => alwaysShown.has(key) || shown.value.has(key))
      return [...wanted.slice(0, alwaysShown.size), ...carried(), ...wanted.slice(alwaysShown.size)]
    }),
    menu: computed(() => [
      ...all.value
        .filter(({ key }) => !alwaysShown.has(key))
        .map(({ key, label }) => ({ label, checked: shown.value.has(key), run: () => toggle(key) })),
      'separator' as const,
      { label: t('peopleList.usualColumns'), run: () => (chosen.value = []) },
    ]),
  }
}
