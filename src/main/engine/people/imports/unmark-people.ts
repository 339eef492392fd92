import type { Database } from 'better-sqlite3'
import { breathe } from '../breathe.ts'
import { readMarks } from './prepare-marks.ts'
import type { BackWork } from './back-work.ts'

const peopleAtOnce = 2000

/**
 * Takes the tags and the list of an import away from people who were there before it, and the tags from its own people,
 * in the order of each tag. A list that was filled anew since keeps its members.
 */
export async function unmarkPeople(sql: Database, { importId, stored, isStopped }: BackWork): Promise<void> {
  const marks = readMarks(sql, importId)
  if (!marks) return
  const memberSet = sql.prepare('SELECT member_set FROM audiences WHERE id = ?').pluck()
  const isListSame = marks.list !== null && memberSet.get(marks.list.id) === marks.list.set
  const read = sql.prepare(`
    SELECT kind, target_id AS target, person_id AS person FROM import_marks WHERE import_id = ?
    ORDER BY kind, target_id, person_id LIMIT ${peopleAtOnce}`)
  const untag = sql.prepare('DELETE FROM person_tags WHERE tag_id = ? AND person_id = ?')
  const strike = sql.prepare('DELETE FROM audience_members WHERE member_set = ? AND person_id = ?')
  const forget = sql.prepare(
    'DELETE FROM import_marks WHERE import_id = ? AND kind = ? AND target_id = ? AND person_id = ?',
  )
  const remove = sql.transaction((rows: readonly Mark[]) => {
    for (const { kind, target, person } of rows) {
      if (kind === 'tag') untag.run(target, person)
      else if (isListSame) strike.run(marks.list?.set, person)
      forget.run(importId, kind, target, person)
    }
  })
  let rows = read.all(importId) as Mark[]
  while (rows.length > 0) {
    remove.immediate(rows)
    stored(rows.length)
    await breathe()
    if (isStopped()) return
    rows = read.all(importId) as Mark[]
  }
  for (const tagId of marks.tagIds) await untagOwn(sql, tagId, { importId, isStopped })
}

interface Mark {
  readonly kind: 'tag' | 'list'
  readonly target: number
  readonly person: number
}

/** Otherwise they would be looked for one by one when the people are removed. */
async function untagOwn(
  sql: Database,
  tagId: number,
  { importId, isStopped }: Pick<BackWork, 'importId' | 'isStopped'>,
): Promise<void> {
  const { first, last } = sql
    .prepare('SELECT first_person AS first, last_person AS last FROM imports WHERE id = ?')
    .get(importId) as { first: number; last: number }
  const remove = sql.prepare(`
    DELETE FROM person_tags WHERE tag_id = ? AND person_id BETWEEN ? AND ?
      AND person_id IN (SELECT id FROM people WHERE id BETWEEN ? AND ? AND import_id = ?)`)
  for (let at = first; at <= last && !isStopped(); at += peopleAtOnce) {
    const end = Math.min(at + peopleAtOnce - 1, last)
    remove.run(tagId, at, end, at, end, importId)
    await breathe()
  }
}
