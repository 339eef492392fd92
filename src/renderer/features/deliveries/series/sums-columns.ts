import type { SeriesSums } from '../../../../shared/contract/series-sums.ts'
import type { Format } from '../../../i18n/format.ts'
import type { TableColumn } from '../../../ui/index.ts'
import { countGroup, messageGroups } from '../states.ts'

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
  const number = (key: 'targeted' | 'excluded' | 'toDeliver'): TableColumn<Row> => ({
    key,
    label: t(`deliveries.column.${key}`),
    width: widthFor(t(`deliveries.column.${key}`)),
    align: 'end',
    value: row => format.number(row.sums[key]),
  })
  const groups = messageGroups.map(group => ({
    key: group.id,
    label: t(`deliveries.group.${group.id}.label`),
    width: widthFor(t(`deliveries.group.${group.id}.label`)),
    align: 'end' as const,
    value: (row: Row) => format.number(countGroup(row.sums.counts, group)),
  }))
  return [
    number('targeted'),
    number('excluded'),
    number('toDeliver'),
    ...groups,
    {
      key: 'cost',
      label: t('deliveries.column.cost'),
      width: '84px',
      align: 'end',
      value: row => costs(row.sums.spent.costs),
    },
  ]
}
