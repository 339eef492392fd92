import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Column } from '../../../shared/activities/define-activity.ts'
import { client } from '../../host.ts'

const none: readonly Column[] = []

/** The columns that the people of a population carry; none while they are not known, and where there is no population. */
export function usePopulationColumns(
  populationId: () => number | undefined,
): Readonly<ShallowRef<readonly Column[]>> {
  const columns = shallowRef(none)
  let latest = 0
  watch(
    populationId,
    async id => {
      const mine = ++latest
      columns.value = none
      if (id === undefined) return
      // A population that is no longer kept shows nobody; the list itself says so.
      const found = await client.call('populations.get', { id }).catch(() => undefined)
      if (mine === latest && found) columns.value = found.columns
    },
    { immediate: true },
  )
  onScopeDispose(() => (latest += 1))
  return columns
}
