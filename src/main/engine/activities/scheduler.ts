import { scheduler } from '../../../shared/activities/scheduler.ts'
import { clockTimesOf, minutesOf, shortestGap } from '../../../shared/schedule/clock-times.ts'
import { isTimeZone } from '../../../shared/schedule/instant-of.ts'
import { nextFiring, nextFirings } from '../../../shared/schedule/next-firings.ts'
import { fewestMinutes, type Schedule } from '../../../shared/schedule/schedule.ts'
import { idsBehind } from '../../../shared/workflow/graph.ts'
import type { ActivityRunner, Place, SettingsProblem } from './activity-runner.ts'
import { checkMoment } from './flow-moment.ts'
import { passInbound } from './pass-inbound.ts'

/** Says that it is time. When that is, the engine asks beforehand (FC-02). */
export const schedulerRunner: ActivityRunner<'scheduler'> = {
  missing: {
    'schedule.times.times': 'schedule-times-none',
    'schedule.weekdays': 'schedule-days-none',
    'schedule.months': 'schedule-days-none',
    'schedule.on.days': 'schedule-days-none',
    'schedule.day': 'date-missing',
    'schedule.from': 'date-missing',
    'schedule.end.day': 'date-missing',
  },
  check({ schedule, timeZone }, facts, place) {
    if (timeZone !== null && !isTimeZone(timeZone)) {
      return [{ code: 'time-zone-unknown', path: 'timeZone', data: { name: timeZone } }]
    }
    const { now, timeZone: own } = checkMoment(facts, place)
    const problems = checkTimes(schedule)
    if (problems.length > 0) return problems
    const moment = { after: now, timeZone: timeZone ?? own, startedAt: now, firings: 0 }
    const isOver = nextFiring(schedule, moment) === null
    return [...(isOver ? [{ code: 'schedule-never', path: 'schedule' }] : []), ...checkMeeting(place)]
  },
  nextFirings: ({ schedule, timeZone }, moment, most) =>
    nextFirings(schedule, { ...moment, timeZone: timeZone ?? moment.timeZone }, most),
  async execute(_settings, step) {
    return { kind: 'finished', outputs: { fired: passInbound(step) } }
  },
}

function checkTimes(schedule: Schedule): SettingsProblem[] {
  if (schedule.every === 'once') return []
  const { times } = schedule
  const path = 'schedule.times'
  if (times.kind === 'every' && minutesOf(times.from) > minutesOf(times.to)) {
    return [{ code: 'schedule-window-backwards', path, data: { from: times.from, to: times.to } }]
  }
  const isTooOften = clockTimesOf(times).length > 1 && shortestGap(times) < fewestMinutes
  return isTooOften ? [{ code: 'schedule-too-often', path, data: { minutes: fewestMinutes } }] : []
}

/** Whatever two schedules lead to is executed by both, which is rarely meant (FC-02). */
function checkMeeting({ document, activityId }: Place): SettingsProblem[] {
  const own = idsBehind(document, activityId)
  const other = document.activities.find(({ id, kind }) => {
    return (
      id !== activityId && kind === scheduler.kind && [...idsBehind(document, id)].some(each => own.has(each))
    )
  })
  if (!other) return []
  const data = { name: other.label }
  return [{ code: 'schedulers-meet', path: 'schedule', severity: 'warning', data }]
}
