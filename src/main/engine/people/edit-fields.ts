import type { Database } from 'better-sqlite3'
import type { UserErrorCode } from '../../../shared/error-codes.ts'
import { UserError } from '../../../shared/errors.ts'
import { findChoice } from '../../../shared/field/find-choice.ts'
import { readValue } from '../../../shared/field/read-value.ts'
import type { FieldType } from '../../../shared/person-field.ts'
import { readChoices } from './field-choices.ts'
import { readFieldTypes } from './list-fields.ts'

type Values = Readonly<Record<string, string>>

/**
 * Custom fields with the given ones changed. An empty value is not kept, so that "empty" is one thing.
 * @throws UserError `person/unknown-field`, `person/not-a-number`, `person/not-a-date`, `person/not-yes-or-no`,
 *   `person/not-a-choice`
 */
export function editFields(sql: Database, before: Values, edits: Values): Record<string, string> {
  const fields = new Map(Object.entries(before))
  const types = readFieldTypes(sql)
  for (const [key, value] of Object.entries(edits)) {
    const type = types.get(key)
    if (!type) throw new UserError('person/unknown-field', { field: key })
    const text = value.trim().normalize('NFC')
    const kept = text && readEdit(sql, { key, type, text })
    if (kept) fields.set(key, kept)
    else fields.delete(key)
  }
  return Object.fromEntries(fields)
}

const refusals: Readonly<Partial<Record<FieldType, UserErrorCode>>> = {
  number: 'person/not-a-number',
  date: 'person/not-a-date',
  boolean: 'person/not-yes-or-no',
  choice: 'person/not-a-choice',
}

/** A value that a person typed or a script gave; unlike a column of a file, nothing says how it is written. */
function readEdit(
  sql: Database,
  { key, type, text }: { readonly key: string; readonly type: FieldType; readonly text: string },
): string {
  const read = () => {
    if (type === 'number') return Number.isNaN(Number(text)) ? undefined : text
    if (type === 'choice') return findChoice(readChoices(sql, key), text)
    // What begins with a day could mean two dates.
    if (type === 'date' && !/^\d{4}/.test(text)) return undefined
    return readValue(text, { type })
  }
  const kept = read()
  const code = refusals[type]
  if (kept === undefined && code) throw new UserError(code, { field: key, value: text })
  return kept ?? ''
}
