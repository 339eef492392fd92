import type { Database } from 'better-sqlite3'
import type { UserErrorCode } from '../../../shared/error-codes.ts'
import { UserError } from '../../../shared/errors.ts'
import { findChoice } from '../../../shared/field/find-choice.ts'
import { readValue } from '../../../shared/field/read-value.ts'
import type { FieldType } from '../../../shared/person-field.ts'
import { readChoices } from './field-choices.ts'
import { readFieldTypes } from './list-fields.ts'

type Values = Readonly<Record<string, string>>

/** What custom fields there are, and what they can hold. */
export interface FieldSetting {
  readonly types: ReadonlyMap<string, FieldType>
  /** The values that a choice offers, by key of its field. */
  readonly choices: ReadonlyMap<string, readonly string[]>
}

/** The setting of a workspace at this moment. */
export function readFieldSetting(sql: Database): FieldSetting {
  const types = readFieldTypes(sql)
  const offering = [...types].filter(([, type]) => type === 'choice')
  return { types, choices: new Map(offering.map(([key]) => [key, readChoices(sql, key)])) }
}

/**
 * Custom fields with the given ones changed. An empty value is not kept, so that "empty" is one thing.
 * @throws UserError `person/unknown-field`, `person/not-a-number`, `person/not-a-date`, `person/not-yes-or-no`,
 *   `person/not-a-choice`
 */
export function editFields(
  { types, choices }: FieldSetting,
  before: Values,
  edits: Values,
): Record<string, string> {
  const fields = new Map(Object.entries(before))
  for (const [key, value] of Object.entries(edits)) {
    const type = types.get(key)
    if (!type) throw new UserError('person/unknown-field', { field: key })
    const text = value.trim().normalize('NFC')
    const kept = text && readEdit({ key, type, text, choices: choices.get(key) ?? [] })
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

interface Edit {
  readonly key: string
  readonly type: FieldType
  readonly text: string
  readonly choices: readonly string[]
}

/** A value that a person typed or a script gave; unlike a column of a file, nothing says how it is written. */
function readEdit({ key, type, text, choices }: Edit): string {
  const read = () => {
    if (type === 'number') return Number.isNaN(Number(text)) ? undefined : text
    if (type === 'choice') return findChoice(choices, text)
    // What begins with a day could mean two dates.
    if (type === 'date' && !/^\d{4}/.test(text)) return undefined
    return readValue(text, { type })
  }
  const kept = read()
  const code = refusals[type]
  if (kept === undefined && code) throw new UserError(code, { field: key, value: text })
  return kept ?? ''
}
