import type { ColumnTarget } from './contract/import-options.ts'

/** The columns that hold numbers, in the order in which they are wanted: by priority, then as they stand in the file. */
export function phoneColumns(targets: readonly ColumnTarget[]): number[] {
  const columns = targets.flatMap((target, column) => {
    if (target.to !== 'field' || target.field !== 'phone') return []
    return [{ column, priority: target.priority ?? Number.POSITIVE_INFINITY }]
  })
  const order = columns.toSorted((left, right) =>
    left.priority === right.priority ? left.column - right.column : left.priority - right.priority,
  )
  return order.map(({ column }) => column)
}
