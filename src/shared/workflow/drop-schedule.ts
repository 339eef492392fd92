import type { Activity } from '../workflow-document.ts'

/** An activity without the time at which its delivery was to start; one that has none stays as it is. */
export function dropSchedule(activity: Activity): Activity {
  const delivery = readObject(activity.settings, 'delivery')
  const timing = delivery && readObject(delivery, 'timing')
  if (!delivery || !timing || timing['start'] === undefined) return activity
  const { start: _dropped, ...rest } = timing
  const others = { ...delivery, timing: Object.keys(rest).length > 0 ? rest : undefined }
  return { ...activity, settings: { ...activity.settings, delivery: others } }
}

function readObject(
  from: Readonly<Record<string, unknown>>,
  key: string,
): Readonly<Record<string, unknown>> | undefined {
  const value = from[key]
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined
}
