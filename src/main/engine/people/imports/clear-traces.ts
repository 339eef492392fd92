import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../../context.ts'
import { readAudience } from '../../audiences/read-audiences.ts'
import { removeChoices } from '../field-choices.ts'
import { collectMatching } from '../matching-ids.ts'
import type { StoredOptions } from './import-plan.ts'
import { readImport } from './import-row.ts'
import { readMarks, type Marks } from './prepare-marks.ts'

/** Removes what was made for an import that is taken back, where nobody has or names it: fields, choices, tags, its list. */
export async function clearTraces(
  { workspace }: EngineContext,
  importId: number,
  options: StoredOptions,
): Promise<void> {
  const { sql } = workspace
  await removeFields(sql, options.newFields ?? [])
  await removeNewChoices(sql, importId)
  const marks = readMarks(sql, importId)
  if (marks) removeMarks(sql, marks)
}

async function removeFields(sql: Database, keys: readonly string[]): Promise<void> {
  const remove = sql.prepare(`
    DELETE FROM person_fields WHERE key = @key
      AND NOT EXISTS (SELECT 1 FROM audiences WHERE instr(rule, @key) > 0)
      AND NOT EXISTS (SELECT 1 FROM workflows WHERE instr(document, @key) > 0)`)
  for (const key of keys) {
    if (!(await isAnybody(sql, key, ''))) remove.run({ key })
  }
}

/** Only the first of them are known by name, which are all where they are few enough to choose from. */
async function removeNewChoices(sql: Database, importId: number): Promise<void> {
  for (const { field, values } of readImport(sql, importId).newChoices) {
    for (const value of values) {
      if (!(await isAnybody(sql, field, value))) removeChoices(sql, field, [value])
    }
  }
}

/** Whether somebody has a value in a field; any value, where none is named. */
async function isAnybody(sql: Database, key: string, value: string): Promise<boolean> {
  const column = `people.fields ->> '$.${key}'`
  const where = value
    ? { sql: `${column} = ?`, parameters: [value] }
    : { sql: `${column} <> ''`, parameters: [] }
  return (await collectMatching(sql, where)).length > 0
}

function removeMarks(sql: Database, { newTags, list }: Marks): void {
  const removeTag = sql.prepare(`
    DELETE FROM tags WHERE id = ? AND people = 0
      AND NOT EXISTS (SELECT 1 FROM audiences WHERE instr(rule, '"tagIds"') > 0)
      AND NOT EXISTS (SELECT 1 FROM workflows WHERE instr(document, '"tagIds"') > 0)`)
  for (const id of newTags) removeTag.run(id)
  if (!list?.isNew || !isThere(sql, list.id)) return
  const { usedBy, usedByAudiences } = readAudience(sql, list.id)
  if (usedBy.length + usedByAudiences.length > 0) return
  sql
    .prepare(`
      DELETE FROM audiences WHERE id = @id AND NOT EXISTS (
        SELECT 1 FROM audience_members JOIN people ON people.id = person_id WHERE member_set = audiences.member_set)`)
    .run({ id: list.id })
}

function isThere(sql: Database, id: number): boolean {
  return sql.prepare('SELECT 1 FROM audiences WHERE id = ?').get(id) !== undefined
}
