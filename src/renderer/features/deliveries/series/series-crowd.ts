import type { SeriesCrowd } from '../../../../shared/contract/series.ts'
import type { SeriesSums } from '../../../../shared/contract/series-sums.ts'
import type { MessageState } from '../../../../shared/lifecycles/message.ts'
import { countGroup, messageGroups, type MessageGroup } from '../states.ts'

/** A number of a series whose people can be looked at. */
export type CrowdId = 'targeted' | 'excluded' | 'toDeliver' | MessageGroup['id']

/** All of them, in the order in which they stand above. */
export const crowdIds: readonly CrowdId[] = [
  'targeted',
  'excluded',
  'toDeliver',
  ...messageGroups.map(({ id }) => id),
]

/** What the people of a series are narrowed to: a period, or one execution. */
export interface NarrowedTo {
  readonly period?: string
  readonly childId?: number
}

/** Where the word for it is written. */
export function crowdKey(id: CrowdId): string {
  return groupOf(id) ? `deliveries.group.${id}.label` : `deliveries.column.${id}`
}

/** How many they are. */
export function countCrowd(sums: SeriesSums, id: CrowdId): number {
  if (id === 'targeted' || id === 'excluded' || id === 'toDeliver') return sums[id]
  const group = groupOf(id)
  return group ? countGroup(sums.counts, group) : 0
}

function groupOf(id: CrowdId): MessageGroup | undefined {
  return messageGroups.find(group => group.id === id)
}

/** What the engine is asked for. */
export function crowdOf(id: CrowdId): { crowd: SeriesCrowd; states?: MessageState[] } {
  if (id === 'targeted' || id === 'excluded') return { crowd: id }
  const states = groupOf(id)?.states
  return { crowd: 'to-deliver', ...(states ? { states: [...states] } : {}) }
}

/** What an address narrows the people of a series to; what makes no sense is left out. */
export function narrowedTo(query: Readonly<Record<string, unknown>>): NarrowedTo {
  const { period, execution } = query
  const childId = Number(execution)
  return {
    ...(isPeriod(period) ? { period } : {}),
    ...(Number.isSafeInteger(childId) && childId > 0 ? { childId } : {}),
  }
}

/** Whether an address names a period: a day, a week, a month or a year. */
export function isPeriod(asked: unknown): asked is string {
  return typeof asked === 'string' && /^\d{4}(-(W?\d{2})(-\d{2})?)?$/.test(asked)
}

/** The address of the people behind a number. */
export function peopleQuery(show: CrowdId, { period, childId }: NarrowedTo = {}): Record<string, string> {
  return {
    tab: 'people',
    show,
    ...(period === undefined ? {} : { period }),
    ...(childId === undefined ? {} : { execution: String(childId) }),
  }
}
