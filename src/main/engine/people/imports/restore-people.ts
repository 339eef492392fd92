import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../../context.ts'
import { cancelMessagesOf } from '../../outbox/cancel-messages-of.ts'
import { breathe } from '../breathe.ts'
import type { BackWork } from './back-work.ts'
import { restoreState, type Journal, type JournalValues } from './change-journal.ts'
import { laterImports } from './hand-over.ts'
import { createPersonStates } from './person-states.ts'

const peopleAtOnce = 500

interface Change extends Journal {
  readonly personId: number
}

/**
 * Gives people who were there before an import back what it changed, as far as nobody has changed it since. Each piece
 * forgets what it restored, so that cut off half-way it goes on where it was.
 */
export async function restorePeople(
  context: EngineContext,
  { importId, stored, isStopped }: BackWork,
): Promise<void> {
  const { sql } = context.workspace
  const restore = prepareRestoring(context, importId)
  const read = sql.prepare(`
    SELECT person_id AS personId, is_heir AS isHeir, before, after FROM import_changes
    WHERE import_id = ? ORDER BY person_id LIMIT ${peopleAtOnce}`)
  let rows = read.all(importId) as StoredChange[]
  while (rows.length > 0 && !isStopped()) {
    restore.immediate(rows)
    stored(rows.length)
    await breathe()
    if (isStopped()) return
    rows = read.all(importId) as StoredChange[]
  }
}

function prepareRestoring(context: EngineContext, importId: number) {
  const { sql } = context.workspace
  const states = createPersonStates(sql)
  const followers = createFollowers(sql, importId)
  const removeHeirs = prepareHeirs(context, importId)
  const count = sql.prepare(
    'UPDATE imports SET removed = removed + ?, restored = restored + ?, kept = kept + ? WHERE id = ?',
  )
  const forget = sql.prepare('DELETE FROM import_changes WHERE import_id = ? AND person_id <= ?')
  return sql.transaction((rows: readonly StoredChange[]) => {
    const changes = rows.flatMap(toChange)
    const people = states.read(changes.map(({ personId }) => personId))
    const outcomes = new Map<number, 'restored' | 'kept'>()
    for (const change of changes) {
      const now = people.get(change.personId)
      if (!now) continue
      const { state, kept } = restoreState(now, change)
      states.write(now, { ...now, ...state })
      followers.hand(change, kept)
      outcomes.set(change.personId, kept.length > 0 ? 'kept' : 'restored')
    }
    const removed = removeHeirs(rows.filter(({ isHeir }) => isHeir === 1).map(({ personId }) => personId))
    // Whoever goes counts as that alone.
    for (const id of removed) outcomes.delete(id)
    const kept = [...outcomes.values()].filter(outcome => outcome === 'kept').length
    count.run(removed.length, outcomes.size - kept, kept, importId)
    forget.run(importId, rows.at(-1)?.personId ?? 0)
  })
}

/** Removes people who came with this import alone, now that the one is gone that made them; gives their ids. */
function prepareHeirs(
  context: EngineContext,
  importId: number,
): (ids: readonly number[]) => readonly number[] {
  const { sql } = context.workspace
  const later = laterImports(sql, importId)
  const inherit = sql.prepare('UPDATE import_changes SET is_heir = 1 WHERE import_id = ? AND person_id = ?')
  const remove = sql
    .prepare('DELETE FROM people WHERE id IN (SELECT value FROM json_each(?)) RETURNING id')
    .pluck()
  return ids => {
    const alone = ids.filter(id => !later.some(heir => inherit.run(heir, id).changes > 0))
    if (alone.length === 0) return []
    const json = JSON.stringify(alone)
    cancelMessagesOf(context, json)
    return remove.all(json) as number[]
  }
}

interface StoredChange {
  readonly personId: number
  readonly isHeir: 0 | 1
  readonly before: string | null
  readonly after: string | null
}

function toChange({ personId, before, after }: StoredChange): Change[] {
  if (before === null || after === null) return []
  return [
    { personId, before: JSON.parse(before) as JournalValues, after: JSON.parse(after) as JournalValues },
  ]
}

/**
 * A later import may have changed the same value: taken back in its turn, it has to give what was there before both.
 */
function createFollowers(
  sql: Database,
  importId: number,
): { hand(change: Change, kept: readonly string[]): void } {
  const later = laterImports(sql, importId)
  const find = sql
    .prepare('SELECT before FROM import_changes WHERE import_id = ? AND person_id = ? AND before IS NOT NULL')
    .pluck()
  const update = sql.prepare('UPDATE import_changes SET before = ? WHERE import_id = ? AND person_id = ?')
  return {
    hand({ personId, before, after }, kept) {
      for (const name of kept) {
        for (const id of later) {
          const stored = find.get(id, personId) as string | undefined
          const journal = stored ? (JSON.parse(stored) as JournalValues) : undefined
          if (!journal || !(name in journal)) continue
          if (journal[name] !== after[name]) break
          update.run(JSON.stringify({ ...journal, [name]: before[name] }), id, personId)
          break
        }
      }
    },
  }
}
