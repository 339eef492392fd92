import type { Moment } from '../../../shared/calendar-day.ts'
import { settingsOf } from '../../../shared/workflow/workflow-settings.ts'
import type { CheckFacts, Place, Step } from './activity-runner.ts'

/** The clocks that a step goes by, an IANA name: the workflow's, or the machine's where it names none. */
export function timeZoneOf({ document, context }: Step): string {
  return settingsOf(document).timeZone ?? context.clock.timeZone()
}

/** When a workflow is checked, by its own clocks. */
export function checkMoment({ ruleSetting }: CheckFacts, { document }: Place): Moment {
  const { now, timeZone } = ruleSetting.readMoment()
  return { now, timeZone: settingsOf(document).timeZone ?? timeZone }
}
