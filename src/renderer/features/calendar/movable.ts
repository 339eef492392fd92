import type { CalendarEntry } from '../../../shared/contract/calendar.ts'

export type DeliveryEntry = Extract<CalendarEntry, { kind: 'delivery' }>

/** What has a time and has not begun. */
const waiting: ReadonlySet<DeliveryEntry['state']> = new Set(['draft', 'ready', 'scheduled'])

/** Whether an entry can be moved to another time: a delivery that has not begun and is not just being prepared. */
export function isMovable(entry: CalendarEntry): entry is DeliveryEntry {
  return entry.kind === 'delivery' && waiting.has(entry.state)
}

/** Whether it has a time that nobody has confirmed. */
export function isUnconfirmed(entry: CalendarEntry): boolean {
  return entry.kind === 'delivery' && ['draft', 'preparing', 'ready'].includes(entry.state)
}

/** A delivery that somebody wants at another time: as yet unknown, or on a day that it was dropped on. */
export interface WantedMove {
  readonly entry: DeliveryEntry
  /** So many days later, or earlier. */
  readonly days: number
}
