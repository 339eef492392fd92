import type { Database } from 'better-sqlite3'
import { hasText } from './compare-text.ts'
import { columnOf } from './field-column.ts'
import { conditionOf, readRuleSetting } from './people-source.ts'

const mostValues = 20
/** Suggestions look at this many people: a suggestion must be there before the next key is pressed. */
const mostPeople = 100_000

/**
 * The values that a field has, most frequent first. In a very large list the counts are those of its newest people.
 * @throws UserError `rule/unknown-field`
 */
export function listValues(
  sql: Database,
  field: string,
  startsWith: string,
): { value: string; count: number }[] {
  const setting = readRuleSetting(sql)
  const column = columnOf(field, setting)
  const everyone = conditionOf(sql, undefined)
  const matches = hasText('value', startsWith, 'beginning')
  const some = `SELECT ${column} AS value FROM people WHERE ${everyone.sql} ORDER BY id DESC LIMIT ${mostPeople}`
  // Of a list each entry is a value.
  const values =
    setting.fields.get(field) === 'list'
      ? `SELECT entry.value FROM (${some}) AS list, json_each(iif(json_valid(list.value), list.value, '[]')) AS entry`
      : some
  return sql
    .prepare(`
      SELECT value, count(*) AS count
      FROM (${values})
      WHERE value <> '' AND ${matches.sql}
      GROUP BY value ORDER BY count DESC, value LIMIT ${mostValues}`)
    .all(...everyone.parameters, ...matches.parameters) as { value: string; count: number }[]
}
