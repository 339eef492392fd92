import type { WaitSettings } from '../../../shared/activities/wait.ts'
import { addDuration } from '../../../shared/schedule/duration.ts'
import { minutesOf } from '../../../shared/schedule/clock-times.ts'
import { instantOf } from '../../../shared/schedule/instant-of.ts'
import { withinWindow } from '../../../shared/schedule/week-window.ts'
import { columnsBefore } from '../../../shared/workflow/columns.ts'
import { waitForEach } from '../waiting/wait-for-each.ts'
import type { ActivityRunner, CheckFacts, Place, SettingsProblem, Step } from './activity-runner.ts'
import { checkMoment, timeZoneOf } from './flow-moment.ts'
import { passInbound } from './pass-inbound.ts'

type ByDate = Extract<WaitSettings, { until: 'date' }>
type ForAll = Exclude<WaitSettings, ByDate>

/** Lets everyone go on at one moment, or each at a moment of their own. */
export const waitRunner: ActivityRunner<'wait'> = {
  missing: { field: 'wait-field-none', day: 'date-missing' },
  check(settings, facts, place) {
    if (settings.until === 'date') return checkField(settings, facts, place)
    return settings.until === 'moment' ? checkPast(settings, facts, place) : checkWindow(settings)
  },
  async execute(settings, step) {
    if (settings.until === 'date') return waitForEach(settings, step, timeZoneOf(step))
    const until = endOf(settings, step)
    const isOver = step.isHurried || step.context.clock.now() >= until
    return isOver ? { kind: 'finished', outputs: { ended: passInbound(step) } } : { kind: 'waiting', until }
  },
}

/** When all go on, epoch ms. */
function endOf(settings: ForAll, step: Step): number {
  const timeZone = timeZoneOf(step)
  if (settings.until === 'moment') return instantOf(settings.day, settings.time, timeZone)
  const end = addDuration(step.startedAt, settings.duration, timeZone)
  if (!settings.window) return end
  const opened = withinWindow(end, settings.window, timeZone)
  const now = step.context.clock.now()
  // The machine was off while it was open: it opens again.
  return now - opened < graceMs ? opened : withinWindow(now, settings.window, timeZone)
}

/** A wait that is looked at so late still ends in time. */
const graceMs = 120_000

function checkPast(
  { day, time }: Extract<ForAll, { until: 'moment' }>,
  facts: CheckFacts,
  place: Place,
): SettingsProblem[] {
  const { now, timeZone } = checkMoment(facts, place)
  const isPast = instantOf(day, time, timeZone) <= now
  return isPast ? [{ code: 'wait-past', path: 'day', severity: 'warning' }] : []
}

function checkWindow({ window }: Extract<ForAll, { until: 'duration' }>): SettingsProblem[] {
  if (!window || minutesOf(window.from) < minutesOf(window.to)) return []
  return [{ code: 'wait-window-backwards', path: 'window', data: { from: window.from, to: window.to } }]
}

/** The date is a column that people bring along, or a field of theirs. */
function checkField({ field }: ByDate, { ruleSetting }: CheckFacts, place: Place): SettingsProblem[] {
  const column = columnsBefore(place.document, place.activityId).find(({ name }) => name === field)
  const type = column?.type ?? ruleSetting.fields.get(field)
  if (type === 'date') return []
  const code = type === undefined ? 'wait-field-gone' : 'wait-field-no-date'
  return [{ code, path: 'field', data: { field } }]
}
