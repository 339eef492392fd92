import type { Database } from 'better-sqlite3'
import { foldName } from '../people/fold-name.ts'
import { ensureTag } from '../people/tags.ts'
import type { UpdateMode } from './update-mode.ts'

/** Marks people, and gives the ids of those for whom that made a difference. */
export type Tagger = (ids: readonly number[], mode: UpdateMode) => number[]

/** Prepares tags to be given and taken. A tag is made when it is first given. */
export function createTagger(
  sql: Database,
  { addTags, removeTags }: { readonly addTags: readonly string[]; readonly removeTags: readonly string[] },
): Tagger {
  const { add, remove, having, findTag } = prepareStatements(sql)

  function lacking(name: string, ids: readonly number[], list: string): number[] {
    const tagId = findTag.get(foldName(name))
    const present = new Set(tagId === undefined ? [] : (having.all(tagId, list) as number[]))
    return ids.filter(id => !present.has(id))
  }
  function take(name: string, list: string, mode: UpdateMode): number[] {
    const tagId = findTag.get(foldName(name))
    if (tagId === undefined) return []
    return (mode === 'change' ? remove : having).all(tagId, list) as number[]
  }
  return (ids, mode) => {
    if (ids.length === 0) return []
    const list = JSON.stringify(ids)
    const given = addTags.flatMap(name =>
      mode === 'change' ? (add.all(ensureTag(sql, name), list) as number[]) : lacking(name, ids, list),
    )
    return [...given, ...removeTags.flatMap(name => take(name, list, mode))]
  }
}

function prepareStatements(sql: Database) {
  const among = 'person_id IN (SELECT value FROM json_each(?))'
  return {
    add: sql
      .prepare(
        `INSERT OR IGNORE INTO person_tags (tag_id, person_id) SELECT ?, value FROM json_each(?) WHERE 1
         RETURNING person_id`,
      )
      .pluck(),
    remove: sql.prepare(`DELETE FROM person_tags WHERE tag_id = ? AND ${among} RETURNING person_id`).pluck(),
    having: sql.prepare(`SELECT person_id FROM person_tags WHERE tag_id = ? AND ${among}`).pluck(),
    findTag: sql.prepare('SELECT id FROM tags WHERE name_key = ?').pluck(),
  }
}
