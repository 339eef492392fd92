import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../../context.ts'
import { readAudience } from '../../audiences/read-audiences.ts'
import { breathe } from '../breathe.ts'
import { removeChoices } from '../field-choices.ts'
import { collectMatching } from '../matching-ids.ts'
import type { StoredOptions } from './import-plan.ts'
import { readMarks, type Marks } from './prepare-marks.ts'
import { forgetMapping } from './remember-mapping.ts'

/** Removes what was made for an import that is taken back, where nobody has or names it: fields, choices, tags, its list. */
export async function clearTraces(
  { workspace }: EngineContext,
  importId: number,
  options: StoredOptions,
): Promise<void> {
  const { sql } = workspace
  forgetMapping(sql, importId)
  await removeFields(sql, options.newFields ?? [])
  await removeChoicesOf(sql, options.addedChoices ?? {})
  const marks = readMarks(sql, importId)
  if (marks) removeMarks(sql, marks)
}

async function removeFields(sql: Database, keys: readonly string[]): Promise<void> {
  const remove = sql.prepare(`
    DELETE FROM person_fields WHERE key = @key
      AND NOT EXISTS (SELECT 1 FROM audiences WHERE instr(rule, @key) > 0)
      AND NOT EXISTS (SELECT 1 FROM workflows WHERE instr(document, @key) > 0)`)
  for (const key of keys) {
    const filled = await collectMatching(sql, { sql: `people.fields ->> '$.${key}' <> ''`, parameters: [] })
    if (filled.length === 0) remove.run({ key })
  }
}

async function removeChoicesOf(
  sql: Database,
  added: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const [key, values] of Object.entries(added)) {
    const used = await valuesInUse(sql, key)
    removeChoices(
      sql,
      key,
      values.filter(value => !used.has(value)),
    )
  }
}

/** People looked at between two breaths. */
const peopleAtOnce = 10_000

/** The values that people have in a field. */
async function valuesInUse(sql: Database, key: string): Promise<ReadonlySet<string>> {
  const values = new Set<string>()
  const read = sql
    .prepare(`SELECT DISTINCT people.fields ->> '$.${key}' FROM people WHERE id BETWEEN ? AND ?`)
    .pluck()
  const last = Number(sql.prepare('SELECT coalesce(max(id), 0) FROM people').pluck().get())
  for (let first = 1; first <= last; first += peopleAtOnce) {
    for (const value of read.all(first, first + peopleAtOnce - 1)) {
      if (typeof value === 'string') values.add(value)
    }
    await breathe()
  }
  return values
}

function removeMarks(sql: Database, { newTags, list }: Marks): void {
  const removeTag = sql.prepare(`
    DELETE FROM tags WHERE id = ? AND people = 0
      AND NOT EXISTS (SELECT 1 FROM audiences WHERE instr(rule, '"tagIds"') > 0)
      AND NOT EXISTS (SELECT 1 FROM workflows WHERE instr(document, '"tagIds"') > 0)`)
  for (const id of newTags) removeTag.run(id)
  if (!list?.isNew || !isThere(sql, list.id)) return
  const { usedBy, usedByAudiences, usedByRules } = readAudience(sql, list.id)
  if (usedBy.length + usedByAudiences.length + usedByRules.length > 0) return
  sql
    .prepare(`
      DELETE FROM audiences WHERE id = @id AND NOT EXISTS (
        SELECT 1 FROM audience_members JOIN people ON people.id = person_id WHERE member_set = audiences.member_set)`)
    .run({ id: list.id })
}

function isThere(sql: Database, id: number): boolean {
  return sql.prepare('SELECT 1 FROM audiences WHERE id = ?').get(id) !== undefined
}
