/** Messages that leave by a date of the person, and when the first and the last do. */
export interface TalliedDates {
  messages: number
  first: number
  last: number
}

/** None yet. */
export function noDates(): TalliedDates {
  return { messages: 0, first: 0, last: 0 }
}

/** Widens the time from the first to the last; they are counted apart, because some are taken back. */
export function noteDate(dates: TalliedDates, at: number): void {
  dates.first = dates.first === 0 ? at : Math.min(dates.first, at)
  dates.last = Math.max(dates.last, at)
}
