import type { Database } from 'better-sqlite3'
import { foldChoice } from '../../../shared/field/find-choice.ts'

/** The values that a choice offers, in their order; none for a field of another type. */
export function readChoices(sql: Database, field: string): string[] {
  return sql
    .prepare('SELECT value FROM field_choices WHERE field_key = ? ORDER BY position, value_key')
    .pluck()
    .all(field) as string[]
}

/** Adds values behind those that a choice offers already; one that differs in capitals alone is there already. */
export function addChoices(sql: Database, field: string, values: Iterable<string>): void {
  const add = sql.prepare(`
    INSERT INTO field_choices (field_key, value_key, value, position)
    VALUES (@field, @key, @value,
      (SELECT coalesce(max(position) + 1, 0) FROM field_choices WHERE field_key = @field))
    ON CONFLICT DO NOTHING`)
  for (const value of values) {
    const text = value.trim().normalize('NFC')
    if (text) add.run({ field, key: foldChoice(text), value: text })
  }
}

/** Takes values away from what a choice offers; people who have one of them keep it. */
export function removeChoices(sql: Database, field: string, values: Iterable<string>): void {
  const remove = sql.prepare('DELETE FROM field_choices WHERE field_key = ? AND value_key = ?')
  for (const value of values) remove.run(field, foldChoice(value))
}
