import { findActivity } from '../../../shared/workflow/graph.ts'
import { jumpNameOf } from '../../../shared/workflow/jumps.ts'
import type { Place, SettingsProblem } from './activity-runner.ts'

/** Finds a fault where no end of a jump of the other kind has the same name. */
export function checkPartner(place: Place, kind: string): SettingsProblem[] {
  return hasNamesake(place, kind) ? [] : [fault(place, 'jump-partner-none')]
}

/** Finds a fault where another end of a jump of the same kind has the same name. */
export function checkTwin(place: Place, kind: string): SettingsProblem[] {
  return hasNamesake(place, kind) ? [fault(place, 'jump-name-twice')] : []
}

function hasNamesake({ document, activityId }: Place, kind: string): boolean {
  const own = findActivity(document, activityId)
  const name = own && jumpNameOf(own)
  return document.activities.some(other => {
    return other.id !== activityId && other.kind === kind && jumpNameOf(other) === name
  })
}

function fault({ document, activityId }: Place, code: string): SettingsProblem {
  const name = findActivity(document, activityId)?.settings['name']
  return { code, path: 'name', data: { name: typeof name === 'string' ? name.trim() : '' } }
}
