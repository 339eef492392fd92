import type { WorkflowSummary } from '../../../shared/contract/workflows.ts'
import type { TableSort } from '../../ui/index.ts'

interface Order {
  readonly search: string
  readonly sort: TableSort | undefined
  /** BCP 47, for the order of names. */
  readonly locale: string
}

/** The workflows whose name holds the searched text, in the chosen order. */
export function sortedWorkflows(
  workflows: readonly WorkflowSummary[],
  { search, sort, locale }: Order,
): readonly WorkflowSummary[] {
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const needle = search.trim().toLocaleLowerCase(locale)
  const found = workflows.filter(({ name }) => name.toLocaleLowerCase(locale).includes(needle))
  const compare: Readonly<Record<string, (one: WorkflowSummary, other: WorkflowSummary) => number>> = {
    name: (one, other) => collator.compare(one.name, other.name),
    run: (one, other) => (one.lastRun?.startedAt ?? 0) - (other.lastRun?.startedAt ?? 0),
    activities: (one, other) => one.activities - other.activities,
    changed: (one, other) => one.updatedAt - other.updatedAt,
  }
  const by = sort && compare[sort.key]
  if (!by) return found
  return found.toSorted((one, other) => (sort.descending ? by(other, one) : by(one, other)))
}
