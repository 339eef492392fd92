import { computed, watch, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { PeopleSource, Person } from '../../../shared/contract/people.ts'
import { client } from '../../host.ts'
import { useFormat } from '../../i18n/format.ts'
import { usePopulationColumns } from '../columns/index.ts'
import { writeField, type PeopleColumn } from './people-columns.ts'

/** Values that were loaded and may be shown again. */
const mostKept = 5000

/** What people carry besides their fields, where the list is that of a transition. */
export interface Carried {
  readonly columns: ComputedRef<readonly PeopleColumn[]>
  /** Loads what some people carry, before they are shown. */
  readonly load: (people: readonly Person[]) => Promise<void>
}

/** The columns of the population that a list shows; none where it shows anything else. */
export function useCarried(source: () => PeopleSource | undefined): Carried {
  const { t } = useI18n()
  const format = useFormat()
  const populationId = computed(() => {
    const given = source()
    return given && 'populationId' in given ? given.populationId : undefined
  })
  const columns = usePopulationColumns(() => populationId.value)
  const values = new Map<number, Readonly<Record<string, string>>>()
  watch(populationId, () => values.clear())
  return {
    columns: computed(() =>
      columns.value.map(({ name, label, type }) => ({
        key: `column:${name}`,
        label,
        width: type === 'text' ? 'minmax(160px, 1.5fr)' : 'minmax(96px, 1fr)',
        align: type === 'number' ? 'end' : 'start',
        value: person => writeField({ type }, values.get(person.id)?.[name], { t, format }),
      })),
    ),
    async load(people) {
      const id = populationId.value
      if (id === undefined || people.length === 0) return
      const personIds = people.map(person => person.id)
      // Without them the people themselves are still worth showing.
      const found = await client.call('populations.values', { id, personIds }).catch(() => ({}))
      if (id !== populationId.value) return
      if (values.size > mostKept) values.clear()
      for (const [person, carried] of Object.entries(found)) values.set(Number(person), carried)
    },
  }
}
