import type { Database } from 'better-sqlite3'
import type { ExclusionCause } from '../../../shared/exclusion-cause.ts'
import { listExclusions, readExclusions } from '../deliveries/list-exclusions.ts'
import { breathe } from '../people/breathe.ts'
import { headerOf, wordOf, type Table, type Words } from './table.ts'

const peopleAtOnce = 500
const keys = ['person', 'phone', 'cause', 'detail', 'all_causes'] as const

/**
 * The people that a delivery excluded, one row each, in order of id: the first cause is the one that counts.
 * @throws UserError `delivery/not-found`
 */
export function exclusionsTable(
  sql: Database,
  { deliveryId, cause }: { deliveryId: number; cause?: ExclusionCause | undefined },
  words: Words,
): Table {
  const { total } = listExclusions(sql, { id: deliveryId, cause, offset: 0, limit: 1 })
  const next = sql
    .prepare(
      `SELECT person_id FROM exclusions WHERE delivery_id = @deliveryId AND position = 0 AND person_id > @after
       ${cause ? 'AND cause = @cause' : ''} ORDER BY person_id LIMIT ${peopleAtOnce}`,
    )
    .pluck()
  return {
    headers: keys.map(key => headerOf(words, key)),
    total,
    async *pieces() {
      for (let after: number | undefined = 0; after !== undefined;) {
        const ids = next.all({ deliveryId, after, cause: cause ?? null }) as number[]
        yield readExclusions(sql, deliveryId, ids).map(({ personName, phone, causes }) => [
          personName,
          phone,
          wordOf(words, 'cause', causes[0]?.cause ?? null),
          causes[0]?.detail ?? null,
          causes.map(each => wordOf(words, 'cause', each.cause)).join(', '),
        ])
        after = ids.at(-1)
        await breathe()
      }
    },
  }
}
