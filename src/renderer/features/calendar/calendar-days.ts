/** How much is seen at once. */
export type CalendarView = 'month' | 'week'

/** A day of the calendar in the zone of the machine. */
export interface CalendarDay {
  /** `YYYY-MM-DD` */
  readonly key: string
  /** Midnight, epoch ms. */
  readonly from: number
  readonly until: number
  /** Whether it belongs to the month that is shown; in a week always. */
  readonly isInside: boolean
}

const daysInWeek = 7

/** The days of a month, filled up to whole weeks from Monday on; or those of a week. */
export function daysOf(view: CalendarView, anchor: number): readonly CalendarDay[] {
  const day = new Date(anchor)
  const first =
    view === 'month'
      ? mondayOf(new Date(day.getFullYear(), day.getMonth(), 1))
      : mondayOf(new Date(day.getFullYear(), day.getMonth(), day.getDate()))
  const last = new Date(day.getFullYear(), day.getMonth() + 1, 0)
  const length = view === 'week' ? daysInWeek : weeksBetween(first, last) * daysInWeek
  return Array.from({ length }, (_, index) => {
    const from = new Date(first.getFullYear(), first.getMonth(), first.getDate() + index)
    const until = new Date(first.getFullYear(), first.getMonth(), first.getDate() + index + 1)
    return {
      key: keyOf(from),
      from: from.getTime(),
      until: until.getTime(),
      isInside: view === 'week' || from.getMonth() === day.getMonth(),
    }
  })
}

/** The same day a month or a week on, or back; the last of a month that is shorter. */
export function moveAnchor(view: CalendarView, anchor: number, steps: number): number {
  const day = new Date(anchor)
  if (view === 'week') {
    return new Date(day.getFullYear(), day.getMonth(), day.getDate() + steps * daysInWeek).getTime()
  }
  const length = new Date(day.getFullYear(), day.getMonth() + steps + 1, 0).getDate()
  return new Date(day.getFullYear(), day.getMonth() + steps, Math.min(day.getDate(), length)).getTime()
}

/** The day that a key leads to, some days on or back; undefined for keys that lead nowhere. */
export function dayAfterKey(key: string, at: number): number | undefined {
  const day = new Date(at)
  const move = (days: number): number =>
    new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime()
  const weekday = (day.getDay() + 6) % daysInWeek
  switch (key) {
    case 'ArrowLeft':
      return move(-1)
    case 'ArrowRight':
      return move(1)
    case 'ArrowUp':
      return move(-daysInWeek)
    case 'ArrowDown':
      return move(daysInWeek)
    case 'Home':
      return move(-weekday)
    case 'End':
      return move(daysInWeek - 1 - weekday)
    case 'PageUp':
      return moveAnchor('month', at, -1)
    case 'PageDown':
      return moveAnchor('month', at, 1)
    default:
      return undefined
  }
}

/** The day that a moment lies on, as `YYYY-MM-DD` by the clocks of the machine. */
export function keyOf(moment: Date | number): string {
  const day = new Date(moment)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

function mondayOf(day: Date): Date {
  const back = (day.getDay() + 6) % daysInWeek
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - back)
}

function weeksBetween(first: Date, last: Date): number {
  return Math.ceil((Math.round((last.getTime() - first.getTime()) / 86_400_000) + 1) / daysInWeek)
}
