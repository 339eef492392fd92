import type { TimelineEntry } from '../../../../shared/contract/timeline.ts'

/** Why somebody was left out of a delivery. */
export type Cause = Extract<TimelineEntry, { kind: 'excluded' }>['causes'][0]

/** Who has the message on the same number; undefined for other causes and where that person is gone. */
export function duplicateOwner({ cause, detail, other }: Cause): number | undefined {
  if (other) return other.name === null ? undefined : other.id
  return cause === 'duplicate-number' && detail !== null ? Number(detail) : undefined
}
