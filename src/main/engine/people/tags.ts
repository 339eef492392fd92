import type { Database } from 'better-sqlite3'
import type { Tag } from '../../../shared/contract/people.ts'
import { UserError } from '../../../shared/errors.ts'
import { findUses } from '../audiences/find-uses.ts'
import type { EngineContext } from '../context.ts'
import { foldName } from './fold-name.ts'
import { announcePeople } from './people-revision.ts'
import { workThrough, type SelectionWork, type Worked } from './work-through.ts'

/** All tags in the order of their names, with how many people have each. */
export function listTags(sql: Database): Tag[] {
  return sql.prepare('SELECT id, name, people FROM tags ORDER BY name_key').all() as Tag[]
}

/** The tag of that name, whatever its accents and capitals; made where there is none yet. */
export function ensureTag(sql: Database, name: string): number {
  const key = foldName(name)
  const found = sql.prepare('SELECT id FROM tags WHERE name_key = ?').pluck().get(key)
  if (typeof found === 'number') return found
  const made = sql.prepare('INSERT INTO tags (name, name_key) VALUES (?, ?)').run(name.normalize('NFC'), key)
  return Number(made.lastInsertRowid)
}

type Work = Omit<SelectionWork, 'change'>

/**
 * Marks people with the tag of a name; who has it already is not counted.
 * @throws UserError `person/not-found` where none of them is there
 */
export async function tagPeople(
  context: EngineContext,
  { name, ...work }: Work & { name: string },
): Promise<Worked & { tagId: number }> {
  const { sql } = context.workspace
  const { selection } = work
  if ('ids' in selection && !isAnyThere(sql, selection.ids)) throw new UserError('person/not-found')
  const tagId = ensureTag(sql, name)
  const add = sql.prepare(`
    INSERT OR IGNORE INTO person_tags (tag_id, person_id)
    SELECT ?, id FROM people WHERE id IN (SELECT value FROM json_each(?))`)
  const worked = await workThrough(context, { ...work, change: ids => add.run(tagId, ids).changes })
  return { tagId, ...worked }
}

function isAnyThere(sql: Database, ids: readonly number[]): boolean {
  const somebody = sql.prepare('SELECT 1 FROM people WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1')
  return somebody.get(JSON.stringify(ids)) !== undefined
}

/** Takes a tag away from people. */
export function untagPeople(
  context: EngineContext,
  { tagId, ...work }: Work & { tagId: number },
): Promise<Worked> {
  const remove = context.workspace.sql.prepare(
    'DELETE FROM person_tags WHERE tag_id = ? AND person_id IN (SELECT value FROM json_each(?))',
  )
  return workThrough(context, { ...work, change: ids => remove.run(tagId, ids).changes })
}

/** @throws UserError `tag/not-found`, `tag/name-taken` */
export function renameTag(context: EngineContext, { tagId, name }: { tagId: number; name: string }): Tag {
  const { sql } = context.workspace
  const key = foldName(name)
  const taken = sql.prepare('SELECT name FROM tags WHERE name_key = ? AND id <> ?').pluck().get(key, tagId)
  if (typeof taken === 'string') throw new UserError('tag/name-taken', { name: taken })
  sql.prepare('UPDATE tags SET name = ?, name_key = ? WHERE id = ?').run(name.normalize('NFC'), key, tagId)
  announcePeople(context)
  return readTag(sql, tagId)
}

/**
 * Takes a tag away from everyone, and then itself.
 * @throws UserError `tag/not-found`, `tag/in-use` while the rule of a workflow or an audience names it
 */
export async function removeTag(
  context: EngineContext,
  { tagId, ...work }: Omit<Work, 'selection'> & { tagId: number },
): Promise<Worked> {
  const { sql } = context.workspace
  refuseUsed(sql, readTag(sql, tagId))
  const worked = await untagPeople(context, {
    ...work,
    tagId,
    selection: { all: { source: { tagId } }, except: [] },
  })
  if (!worked.isWhole) return worked
  sql.prepare('DELETE FROM tags WHERE id = ?').run(tagId)
  announcePeople(context)
  return worked
}

function refuseUsed(sql: Database, { id, name }: Tag): void {
  const { workflows, audiences, rules } = findUses(sql, 'tagIds')
  const users = [...workflows, ...audiences, ...rules].filter(use => use.of === id).map(use => use.name)
  if (users.length > 0) throw new UserError('tag/in-use', { name, users: users.join(', ') })
}

function readTag(sql: Database, tagId: number): Tag {
  const tag = sql.prepare('SELECT id, name, people FROM tags WHERE id = ?').get(tagId) as Tag | undefined
  if (!tag) throw new UserError('tag/not-found')
  return tag
}
