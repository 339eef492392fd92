import quietHours from '../../../../resources/time/quiet-hours.json' with { type: 'json' }
import type { QuietHours } from '../../../shared/delivery/timing-settings.ts'
import { addDays, dayOf, type CalendarDay } from '../../../shared/calendar-day.ts'
import { easterOf } from '../../../shared/schedule/easter.ts'
import { instantOf } from '../../../shared/schedule/instant-of.ts'
import { weekdayOf } from '../../../shared/schedule/week-window.ts'

/** Times of the week at which people may be texted, by the clocks of their place. */
export interface OpenHours {
  readonly open: readonly {
    readonly weekdays: readonly number[]
    readonly from: string
    readonly to: string
  }[]
  /** Days of the year without any, `MM-DD` or `easter+n`. */
  readonly holidays?: readonly string[]
}

/** The hours of a country (`resources/README.md` says where they are from); null where nobody is held up. */
export function openHoursOf(quiet: QuietHours, country: string): OpenHours | null {
  if (quiet.kind === 'off') return null
  if (quiet.kind === 'own') return { open: [quiet] }
  return (quietHours.countries as Readonly<Record<string, OpenHours>>)[country] ?? quietHours.usual
}

/** A stretch of time with one answer; `until` is the moment at which it changes. */
export interface Stretch {
  readonly isOpen: boolean
  readonly until: number
}

/** So many days ahead an opening is looked for: no week of any country is closed for longer. */
const mostDays = 15

/** Whether hours are open at an instant somewhere, and until when that stays so. */
export function stretchAt(hours: OpenHours, at: number, timeZone: string): Stretch {
  const today = dayOf({ now: at, timeZone })
  for (let ahead = -1; ahead < mostDays; ahead += 1) {
    for (const [opens, closes] of windowsOf(hours, addDays(today, ahead), timeZone)) {
      if (at < opens) return { isOpen: false, until: opens }
      if (at < closes) return { isOpen: true, until: closes }
    }
  }
  return { isOpen: false, until: at + mostDays * 86_400_000 }
}

/** The windows of a day, in order; one that ends before it begins goes on into the next day. */
function windowsOf(
  { open, holidays = [] }: OpenHours,
  day: CalendarDay,
  timeZone: string,
): [number, number][] {
  if (isHoliday(day, holidays)) return []
  return open
    .filter(({ weekdays }) => weekdays.includes(weekdayOf(day)))
    .map(({ from, to }): [number, number] => {
      const end = to > from ? day : addDays(day, 1)
      return [instantOf(day, from, timeZone), instantOf(end, to, timeZone)]
    })
    .toSorted(([one], [other]) => one - other)
}

function isHoliday(day: CalendarDay, holidays: readonly string[]): boolean {
  const year = Number(day.slice(0, 4))
  return holidays.some(holiday => {
    const [, after] = /^easter\+(\d+)$/.exec(holiday) ?? []
    return after === undefined ? day.slice(5) === holiday : day === addDays(easterOf(year), Number(after))
  })
}
