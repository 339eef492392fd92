import type { Database } from 'better-sqlite3'
import type { ExistingPolicy } from '../../../../shared/contract/import-options.ts'
import type { Unordered } from './unordered.ts'

/** Somebody who has the number of a row. */
interface Owner {
  readonly id: number
  readonly name: string
}

/** Tells who has the numbers of rows already, from before or from a row above. */
export interface RowMatcher {
  /** Looks up the numbers of a stretch at once. */
  look(phones: readonly string[]): void
  /** Whom a row with one of those numbers means; undefined where it is somebody new. */
  ownerOf(phone: string, nameKey: string): number | undefined
}

/** What a matcher goes by. */
export interface MatchOptions {
  readonly importId: number
  readonly policy: ExistingPolicy
  /** The people of the import who are not in the orders yet. */
  readonly unordered: Pick<Unordered, 'find'>
}

/**
 * Among several people with one number, the row means the one of its name, else the one with the lowest id. Under `add`,
 * a row with another name than all of them means somebody new.
 */
export function createRowMatcher(sql: Database, { importId, policy, unordered }: MatchOptions): RowMatcher {
  if (policy === 'add-all') return { look: () => undefined, ownerOf: () => undefined }
  const findOwners = createFinder(sql, { importId, needsNames: policy === 'add' })
  let owners: ReadonlyMap<string, Owner[]> = new Map()
  return {
    look(phones) {
      owners = findOwners(phones)
    },
    ownerOf(phone, nameKey) {
      const all = [...(owners.get(phone) ?? []), ...unordered.find(phone)]
      if (all.length === 0) return undefined
      const same = all.find(({ name }) => name === nameKey)
      if (same) return same.id
      if (policy !== 'add') return all[0]?.id
      return (nameKey === '' ? all[0] : all.find(({ name }) => name === ''))?.id
    },
  }
}

type FindOwners = (phones: readonly string[]) => Map<string, Owner[]>

/** Names are looked up only where they matter: that reads a row of people for each number. */
function createFinder(sql: Database, given: { importId: number; needsNames: boolean }): FindOwners {
  const isAnybody = sql.prepare("SELECT 1 FROM person_phones WHERE phone > '' LIMIT 1").pluck()
  const hidden = sql
    .prepare('SELECT json_group_array(id) FROM imports WHERE is_settled = 0 AND id <> ?')
    .pluck()
  const find = sql.prepare(`
    SELECT phone, person_id AS id FROM person_phones WHERE phone IN (SELECT value FROM json_each(?)) ORDER BY 1, 2`)
  const findVisible = sql.prepare(`
    SELECT person_phones.phone, person_id AS id FROM person_phones JOIN people ON people.id = person_id
    WHERE person_phones.phone IN (SELECT value FROM json_each(?))
      AND (import_id IS NULL OR import_id NOT IN (SELECT value FROM json_each(?))) ORDER BY 1, 2`)
  const nameOf = sql.prepare('SELECT name_key FROM people WHERE id = ?').pluck()
  return phones => {
    const owners = new Map<string, Owner[]>()
    if (isAnybody.get() === undefined) return owners
    const others = hidden.get(given.importId) as string
    const wanted = JSON.stringify(phones)
    const found = others === '[]' ? find.all(wanted) : findVisible.all(wanted, others)
    for (const { phone, id } of found as { phone: string; id: number }[]) {
      const those = owners.get(phone)
      if (those) those.push({ id, name: '' })
      else owners.set(phone, [{ id, name: '' }])
    }
    for (const [phone, those] of owners) {
      if (those.length === 1 && !given.needsNames) continue
      owners.set(
        phone,
        those.map(({ id }) => ({ id, name: (nameOf.get(id) as string | undefined) ?? '' })),
      )
    }
    return owners
  }
}
