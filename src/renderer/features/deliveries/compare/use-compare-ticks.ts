import { computed, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import { mostCompared } from '../../../../shared/contract/delivery-figures.ts'
import { useToasts, type LoadRows, type TableSelection } from '../../../ui/index.ts'

/** Which deliveries of a list are ticked to be compared, in the order in which they were: as many as fit side by side. */
export function useCompareTicks() {
  const { t } = useI18n()
  const { show } = useToasts()
  const ids = shallowRef<readonly number[]>([])

  function add(row: Delivery): void {
    if (row.series) {
      show({ title: t('deliveries.compare.noSeries'), text: t('deliveries.compare.noSeriesText') })
    } else if (ids.value.length >= mostCompared) {
      show({ title: t('deliveries.compare.most'), text: t('deliveries.compare.mostText') })
    } else ids.value = [...ids.value, row.id]
  }

  /** Shift ticks one row as a click does: a range would soon be more than fits. */
  function pick(row: Delivery | undefined): void {
    if (!row) return
    if (ids.value.includes(row.id)) ids.value = ids.value.filter(id => id !== row.id)
    else add(row)
  }

  /** The first ones of the list. */
  async function pickSome(rows: LoadRows<Delivery>): Promise<void> {
    const first = await rows(0, mostCompared)
    ids.value = first.flatMap(row => (row.series ? [] : [row.id]))
  }

  const selection = computed<TableSelection<Delivery>>(() => ({
    has: ({ id }) => ids.value.includes(id),
    state: ids.value.length === 0 ? 'none' : 'some',
    label: ({ label }) => t('deliveries.compare.tick', { label }),
  }))
  return { ids, selection, pick, pickSome, clear: () => void (ids.value = []) }
}
