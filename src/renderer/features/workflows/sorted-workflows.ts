import type { WorkflowSummary } from '../../../shared/contract/workflows.ts'
import type { WorkflowState } from '../../../shared/lifecycles/workflow.ts'
import type { TableSort } from '../../ui/index.ts'

/** Which workflows are shown; null or false shows all. */
export interface WorkflowFilter {
  readonly search: string
  readonly state: WorkflowState | null
  /** `none` for those that belong to no campaign. */
  readonly campaign: number | 'none' | null
  readonly hasErrors: boolean
}

interface Order extends WorkflowFilter {
  readonly sort: TableSort | undefined
  /** BCP 47, for the order of names. */
  readonly locale: string
  readonly campaignName: (id: number | null) => string
}

type Compare = (one: WorkflowSummary, other: WorkflowSummary) => number

/** The workflows that a filter lets through, in the chosen order; what a column lacks comes last in it. */
export function sortedWorkflows(
  workflows: readonly WorkflowSummary[],
  order: Order,
): readonly WorkflowSummary[] {
  const found = workflows.filter(workflow => isShown(workflow, order))
  const by = order.sort && comparisons(order)[order.sort.key]
  if (!by) return found
  return found.toSorted((one, other) => (order.sort?.descending ? by(other, one) : by(one, other)))
}

function isShown(
  { name, state, campaignId, lastError }: WorkflowSummary,
  { search, locale, campaignName, ...filter }: Order,
): boolean {
  const needle = search.trim().toLocaleLowerCase(locale)
  const text = `${name} ${campaignName(campaignId)}`.toLocaleLowerCase(locale)
  const isOfCampaign =
    filter.campaign === null || (filter.campaign === 'none' ? null : filter.campaign) === campaignId
  const isErring = lastError !== null || state === 'failed'
  return (
    text.includes(needle) &&
    isOfCampaign &&
    (filter.state === null || filter.state === state) &&
    (!filter.hasErrors || isErring)
  )
}

function comparisons({ locale, campaignName }: Order): Readonly<Record<string, Compare>> {
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const never = Number.MAX_SAFE_INTEGER
  return {
    name: (one, other) => collator.compare(one.name, other.name),
    state: (one, other) => collator.compare(one.state, other.state),
    run: (one, other) => (one.lastRun?.startedAt ?? 0) - (other.lastRun?.startedAt ?? 0),
    next: (one, other) => (one.nextAt ?? never) - (other.nextAt ?? never),
    error: (one, other) => collator.compare(one.lastError?.code ?? '', other.lastError?.code ?? ''),
    campaign: (one, other) => collator.compare(campaignName(one.campaignId), campaignName(other.campaignId)),
    activities: (one, other) => one.activities - other.activities,
    changed: (one, other) => one.updatedAt - other.updatedAt,
  }
}
