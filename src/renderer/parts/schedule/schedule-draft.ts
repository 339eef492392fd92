import { z } from 'zod'
import {
  ordinals,
  weekdays,
  type RepeatingSchedule,
  type Weekday,
} from '../../../shared/schedule/schedule.ts'

const weekday = z.literal(weekdays)
const listOf = <T extends z.ZodType>(item: T) => z.array(z.unknown()).catch([]).transform(keep(item))
const numbers = listOf(z.number())

/** A schedule while it is edited: everything that any rhythm needs, finished or not. */
const draftSchema = z.object({
  every: z.enum(['once', 'day', 'week', 'month', 'year']).catch('day'),
  day: z.string().catch(''),
  time: z.string().catch('09:00'),
  interval: z.number().catch(1),
  weekdays: listOf(weekday),
  months: numbers,
  on: z
    .object({
      kind: z.enum(['days', 'weekday']).catch('days'),
      days: listOf(z.union([z.number(), z.literal('last')])),
      ordinal: z.enum(ordinals).catch('first'),
      weekday: weekday.catch(1),
    })
    .catch({ kind: 'days', days: [1], ordinal: 'first', weekday: 1 }),
  times: z
    .object({
      kind: z.enum(['at', 'every']).catch('at'),
      times: z.array(z.string()).catch(['09:00']),
      minutes: z.number().catch(60),
      from: z.string().catch('09:00'),
      to: z.string().catch('17:00'),
    })
    .catch({ kind: 'at', times: ['09:00'], minutes: 60, from: '09:00', to: '17:00' }),
  from: z.string().nullable().catch(null),
  end: z
    .object({
      kind: z.enum(['never', 'on', 'after']).catch('never'),
      day: z.string().catch(''),
      firings: z.number().catch(10),
    })
    .catch({ kind: 'never', day: '', firings: 10 }),
})
export type ScheduleDraft = z.output<typeof draftSchema>
export type Rhythm = ScheduleDraft['every']

function keep<T extends z.ZodType>(item: T): (values: readonly unknown[]) => z.output<T>[] {
  return values => values.flatMap(value => item.safeParse(value).data ?? [])
}

/** Reads what is stored, whatever it lacks. */
export function readDraft(stored: unknown): ScheduleDraft {
  return draftSchema.parse(typeof stored === 'object' && stored !== null ? stored : {})
}

/** What is to be stored of a draft: only what its rhythm uses. It is complete where the draft is. */
export function writeDraft(draft: ScheduleDraft): Record<string, unknown> {
  const { every, interval, from } = draft
  if (every === 'once') return { every, day: draft.day, time: draft.time }
  const shared = { times: timesOf(draft), from, end: endOf(draft) }
  if (every === 'day') return { every, interval, ...shared }
  if (every === 'week') return { every, interval, weekdays: draft.weekdays, ...shared }
  if (every === 'month') return { every, interval, on: onOf(draft), ...shared }
  return { every, months: draft.months, on: onOf(draft), ...shared }
}

/** A draft with another rhythm; what that lacks is filled in with what people mostly mean. */
export function withRhythm(
  draft: ScheduleDraft,
  every: Rhythm,
  today: { day: string; weekday: Weekday },
): ScheduleDraft {
  const month = Number(today.day.slice(5, 7))
  return {
    ...draft,
    every,
    day: draft.day || today.day,
    interval: 1,
    weekdays: draft.weekdays.length > 0 ? draft.weekdays : [today.weekday],
    months: draft.months.length > 0 ? draft.months : [month],
    on: draft.on.days.length > 0 ? draft.on : { ...draft.on, days: [1] },
  }
}

function timesOf({ times }: ScheduleDraft): RepeatingSchedule['times'] {
  const { kind, minutes, from, to } = times
  return kind === 'at' ? { kind, times: times.times } : { kind, minutes, from, to }
}

function endOf({ end: { kind, day, firings } }: ScheduleDraft): RepeatingSchedule['end'] {
  if (kind === 'never') return { kind }
  return kind === 'on' ? { kind, day } : { kind, firings }
}

function onOf({ on: { kind, days, ordinal, weekday: chosen } }: ScheduleDraft): object {
  return kind === 'days' ? { kind, days } : { kind, ordinal, weekday: chosen }
}
