import type { Database } from 'better-sqlite3'
import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { ExclusionCause } from '../../../shared/exclusion-cause.ts'
import { personName } from './list-messages.ts'
import { readDelivery } from './read-delivery.ts'

/** A window into the people who get no message. */
export interface ExclusionWindow {
  readonly id: number
  readonly cause?: ExclusionCause | undefined
  readonly offset: number
  readonly limit: number
}

/** One cause; of a duplicate with the person who gets the message on the same number. */
export interface ExclusionFact {
  readonly cause: ExclusionCause
  readonly detail: string | null
  readonly other?: OtherPerson
}

interface OtherPerson {
  readonly id: number
  /** Null once that person was deleted. */
  readonly name: string | null
}

/** One person with all causes, the one that counts first. */
export interface ExcludedPerson {
  readonly personId: number
  readonly personName: string | null
  readonly phone: string | null
  readonly causes: ExclusionFact[]
}

interface CauseRow {
  readonly personId: number
  readonly personName: string | null
  readonly phone: string | null
  readonly cause: ExclusionCause
  readonly detail: string | null
}

/** People excluded by a delivery in order of id, all or those of one cause. */
export function listExclusions(
  sql: Database,
  window: ExclusionWindow,
): { total: number; rows: ExcludedPerson[] } {
  const { preparation } = readDelivery(sql, window.id)
  if (!preparation) return { total: 0, rows: [] }
  const ids = sql
    .prepare(
      `SELECT person_id FROM exclusions WHERE delivery_id = @id AND position = 0
       ${window.cause ? 'AND cause = @cause' : ''} ORDER BY person_id LIMIT @limit OFFSET @offset`,
    )
    .pluck()
    .all({ cause: null, ...window }) as number[]
  return { total: countExcluded(preparation, window.cause), rows: readExclusions(sql, window.id, ids) }
}

/** These people, as a delivery excluded them, in order of id; merged people under the name that they have now. */
export function readExclusions(
  sql: Database,
  deliveryId: number,
  personIds: readonly number[],
): ExcludedPerson[] {
  const rows = sql
    .prepare(
      `SELECT person_id personId, ${personName} personName, coalesce(phone, phone_input) phone, cause, detail
       FROM exclusions LEFT JOIN merged_people ON merged_people.id = person_id
         LEFT JOIN people ON people.id = coalesce(into_id, person_id)
       WHERE delivery_id = ? AND person_id IN (SELECT value FROM json_each(?)) ORDER BY person_id, position`,
    )
    .all(deliveryId, JSON.stringify(personIds)) as CauseRow[]
  return gather(rows, readOthers(sql, rows))
}

/** The persons whom duplicates name, by the id that they had then; merged ones under the id and name of now. */
function readOthers(sql: Database, rows: readonly CauseRow[]): Map<string, OtherPerson> {
  const ids = rows.filter(row => row.cause === 'duplicate-number').map(row => Number(row.detail))
  const others = sql
    .prepare(
      `SELECT named.value was, coalesce(into_id, named.value) id, ${personName} name
       FROM json_each(?) named LEFT JOIN merged_people ON merged_people.id = named.value
         LEFT JOIN people ON people.id = coalesce(into_id, named.value)`,
    )
    .all(JSON.stringify([...new Set(ids)])) as ({ was: number } & OtherPerson)[]
  return new Map(others.map(({ was, ...other }) => [String(was), other]))
}

function gather(rows: readonly CauseRow[], others: ReadonlyMap<string, OtherPerson>): ExcludedPerson[] {
  return [...Map.groupBy(rows, row => row.personId)].map(([personId, causes]) => ({
    personId,
    personName: causes[0]?.personName ?? null,
    phone: causes[0]?.phone ?? null,
    causes: causes.map(({ cause, detail }) => {
      const other = cause === 'duplicate-number' && detail !== null ? others.get(detail) : undefined
      return { cause, detail, ...(other ? { other } : {}) }
    }),
  }))
}

function countExcluded({ excluded, excludedTotal }: Preparation, cause: ExclusionCause | undefined): number {
  if (!cause) return excludedTotal
  return excluded.find(found => found.cause === cause)?.count ?? 0
}
