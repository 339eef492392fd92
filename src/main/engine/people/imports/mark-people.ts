import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../../context.ts'
import { breathe } from '../breathe.ts'
import { prepareMarks, type Marks } from './prepare-marks.ts'

/** Whom an import gives its tags and its list, and who looks on. */
export interface MarkWork {
  readonly importId: number
  readonly tags: readonly string[]
  readonly list: { readonly id: number } | { readonly name: string } | undefined
  stored(done: number, of: number): void
  isStopped(): boolean
}

const peopleAtOnce = 2000

/**
 * Gives the people of an import its tags and puts them on its list: those it made, and those its rows met unless they
 * were to be left alone. Of people who were there before it is written down what they did not have.
 * @throws UserError those of `prepareMarks`
 */
export async function markPeople(context: EngineContext, work: MarkWork): Promise<void> {
  if (work.tags.length === 0 && !work.list) return
  const { sql } = context.workspace
  const marks = prepareMarks(context, work)
  const mark = createMarking(sql, work.importId, marks)
  const range = sql
    .prepare('SELECT first_person AS first, last_person AS last FROM imports WHERE id = ?')
    .get(work.importId) as { first: number; last: number }
  const before = sql
    .prepare(
      `SELECT person_id FROM import_changes WHERE import_id = ? AND is_member = 1 AND person_id > ? AND person_id < ?
       ORDER BY person_id LIMIT ${peopleAtOnce}`,
    )
    .pluck()
  const countBefore = sql
    .prepare('SELECT count(*) FROM import_changes WHERE import_id = ? AND person_id < ?')
    .pluck()
  const of = (countBefore.get(work.importId, range.first) as number) + range.last - range.first + 1
  let done = 0
  const store = sql.transaction((give: () => number) => {
    done += give()
    work.stored(done, of)
  })
  let ids = before.all(work.importId, 0, range.first) as number[]
  while (ids.length > 0 && !work.isStopped()) {
    const some = ids
    store.immediate(() => mark.met(some))
    ids = before.all(work.importId, some.at(-1), range.first) as number[]
    await breathe()
  }
  for (let first = range.first; first <= range.last && !work.isStopped(); first += peopleAtOnce) {
    const last = Math.min(first + peopleAtOnce - 1, range.last)
    store.immediate(() => mark.made(first, last))
    await breathe()
  }
}

interface Marking {
  /** People who were there before. */
  met(ids: readonly number[]): number
  /** The people of the import with these ids: what they get goes with them. */
  made(first: number, last: number): number
}

function createMarking(sql: Database, importId: number, { tagIds, list }: Marks): Marking {
  const ids = 'SELECT id FROM people WHERE id IN (SELECT value FROM json_each(@ids))'
  const noteTag = sql.prepare(`
    INSERT OR IGNORE INTO import_marks SELECT @importId, 'tag', @tagId, id FROM (${ids})
    WHERE NOT EXISTS (SELECT 1 FROM person_tags WHERE tag_id = @tagId AND person_id = id)`)
  const tag = sql.prepare(`INSERT OR IGNORE INTO person_tags SELECT @tagId, id FROM (${ids})`)
  const noteList = sql.prepare(`
    INSERT OR IGNORE INTO import_marks SELECT @importId, 'list', @listId, id FROM (${ids})
    WHERE NOT EXISTS (SELECT 1 FROM audience_members WHERE member_set = @set AND person_id = id)`)
  const enlist = sql.prepare(`INSERT OR IGNORE INTO audience_members SELECT @set, id FROM (${ids})`)
  const own = 'SELECT id FROM people WHERE id BETWEEN @first AND @last AND import_id = @importId'
  const tagOwn = sql.prepare(`INSERT OR IGNORE INTO person_tags SELECT @tagId, id FROM (${own})`)
  const enlistOwn = sql.prepare(`INSERT OR IGNORE INTO audience_members SELECT @set, id FROM (${own})`)
  return {
    met(some) {
      const json = JSON.stringify(some)
      for (const tagId of tagIds) {
        noteTag.run({ importId, tagId, ids: json })
        tag.run({ tagId, ids: json })
      }
      if (list) {
        noteList.run({ importId, listId: list.id, set: list.set, ids: json })
        enlist.run({ set: list.set, ids: json })
      }
      return some.length
    },
    made(first, last) {
      for (const tagId of tagIds) tagOwn.run({ tagId, first, last, importId })
      if (list) enlistOwn.run({ set: list.set, first, last, importId })
      return last - first + 1
    },
  }
}
