import type { SeriesSums } from '../../../../shared/contract/series-sums.ts'
import type { Format } from '../../../i18n/format.ts'
import type { TableColumn } from '../../../ui/index.ts'
import { countCrowd, crowdIds, crowdKey } from './series-crowd.ts'

type Translate = (key: string) => string

/** Wide enough for six figures and for the word above them, which is longer in some languages. */
function widthFor(label: string): string {
  return `${Math.max(76, Math.ceil(26 + label.length * 6.6))}px`
}

/** What executions come to, as columns: whom they target, who is left out, what became of the messages, and what was spent. */
export function sumsColumns<Row extends { readonly sums: SeriesSums }>(
  t: Translate,
  format: Format,
  costs: (costs: SeriesSums['costs']) => string,
): TableColumn<Row>[] {
  const people = crowdIds.map(key => {
    const label = t(crowdKey(key))
    const value = (row: Row): string => format.number(countCrowd(row.sums, key))
    return { key, label, width: widthFor(label), align: 'end' as const, value }
  })
  return [
    ...people,
    {
      key: 'cost',
      label: t('deliveries.column.cost'),
      width: '84px',
      align: 'end',
      value: row => costs(row.sums.spent.costs),
    },
  ]
}
