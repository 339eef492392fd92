import type { DeliveryKind, DeliveryQuery } from '../../../../shared/contract/delivery-list.ts'
import type { DeliveryState } from '../../../../shared/lifecycles/delivery.ts'
import type { TableSort } from '../../../ui/index.ts'

/** Spans of time that a list can be narrowed to. */
export const periods = ['coming', 'today', 'week', 'month', 'year'] as const
export type Period = (typeof periods)[number]

/** What somebody has chosen to see. */
export interface ListChoice {
  readonly search: string
  readonly state: DeliveryState | 'all'
  readonly kind: DeliveryKind | 'all'
  /** 0 is any. */
  readonly lineId: number
  /** -1 is none. */
  readonly campaignId: number
  /** Empty is any. */
  readonly tag: string
  readonly period: Period | 'all'
  readonly withExecutions: boolean
  readonly withDiscarded: boolean
}

/** Everything but what was discarded and what stands under recurring deliveries. */
export const everything: ListChoice = {
  search: '',
  state: 'all',
  kind: 'all',
  lineId: 0,
  campaignId: 0,
  tag: '',
  period: 'all',
  withExecutions: false,
  withDiscarded: false,
}

const day = 86_400_000
const lengths: Readonly<Record<'week' | 'month' | 'year', number>> = {
  week: 7 * day,
  month: 30 * day,
  year: 365 * day,
}

/** What the engine is asked for. */
export function toQuery(
  choice: ListChoice,
  { now, sort }: { readonly now: number; readonly sort?: TableSort | undefined },
): Partial<DeliveryQuery> {
  const { search, state, kind, lineId, campaignId, tag, period } = choice
  return {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(state === 'all' ? {} : { states: [state] }),
    ...(kind === 'all' ? {} : { kind }),
    ...(lineId === 0 ? {} : { lineId }),
    ...(campaignId === 0 ? {} : { campaignId: campaignId < 0 ? null : campaignId }),
    ...(tag === '' ? {} : { tag }),
    ...(period === 'all' ? {} : spanOf(period, now)),
    ...(sort?.key === 'label' || sort?.key === 'when'
      ? { order: sort.key, isDescending: sort.descending }
      : {}),
    withExecutions: choice.withExecutions,
    withDiscarded: choice.withDiscarded || state === 'stopped',
  }
}

function spanOf(period: Period, now: number): { from: number; until?: number } {
  if (period === 'coming') return { from: now }
  if (period !== 'today') return { from: now - lengths[period] }
  const start = new Date(now)
  start.setHours(0, 0, 0, 0)
  const end = new Date(start)
  end.setDate(end.getDate() + 1)
  return { from: start.getTime(), until: end.getTime() }
}
