const minute = 60
const hour = 60 * minute
const week = 7 * 24 * hour
/** Steps in seconds that a person can read off an axis. */
const steps = [
  1,
  2,
  5,
  10,
  30,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
  week,
]
const mostPoints = 60

/** The step, in seconds, that cuts so many seconds into sixty pieces or fewer; weeks at most. */
export function chartStep(seconds: number): number {
  return steps.find(candidate => seconds / candidate <= mostPoints) ?? week
}
