import type { SeriesSums } from '../../../../shared/contract/series-sums.ts'
import type { Format } from '../../../i18n/format.ts'
import type { TableColumn } from '../../../ui/index.ts'
import { countGroup, messageGroups } from '../states.ts'

type Translate = (key: string) => string

/** What executions come to, as columns: whom they target, who is left out, what became of the messages, and what was spent. */
export function sumsColumns<Row extends { readonly sums: SeriesSums }>(
  t: Translate,
  format: Format,
  costs: (costs: SeriesSums['costs']) => string,
): TableColumn<Row>[] {
  const number = (key: 'targeted' | 'excluded' | 'toDeliver', width: string): TableColumn<Row> => ({
    key,
    label: t(`deliveries.column.${key}`),
    width,
    align: 'end',
    value: row => format.number(row.sums[key]),
  })
  const groups = messageGroups.map(group => ({
    key: group.id,
    label: t(`deliveries.group.${group.id}.label`),
    width: '76px',
    align: 'end' as const,
    value: (row: Row) => format.number(countGroup(row.sums.counts, group)),
  }))
  return [
    number('targeted', '76px'),
    number('excluded', '80px'),
    number('toDeliver', '84px'),
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
