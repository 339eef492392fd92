import type { Database } from 'better-sqlite3'
import type { ColumnTarget } from '../../../../shared/contract/imports.ts'
import { UserError } from '../../../../shared/errors.ts'
import type { ValueForm } from '../../../../shared/field/read-value.ts'
import { isBuiltInField, type FieldType } from '../../../../shared/person-field.ts'
import { phoneColumns } from '../../../../shared/phone-columns.ts'
import { readChoices } from '../field-choices.ts'
import { freeKey } from '../free-key.ts'
import { insertField } from '../save-field.ts'
import { wordsOf } from './header-words.ts'
import { typeOfValues } from './value-types.ts'

/** A custom field that the import fills. */
export interface FilledField {
  readonly key: string
  readonly label: string
  readonly type: FieldType
  /** Made for this import. */
  readonly isNew: boolean
  /** Nobody chose the type: it is that of the first values, and becomes text where others come. */
  readonly isGuess: boolean
  /** What a choice offers already. */
  readonly choices: readonly string[]
}

/** Which field each column goes to. */
export interface ResolvedColumns {
  /** By key; null goes nowhere. */
  readonly keys: readonly (string | null)[]
  /** How each column writes its values. */
  readonly forms: readonly ValueForm[]
  /** The columns with numbers, in the order in which they are wanted. */
  readonly phones: readonly number[]
  readonly fields: readonly FilledField[]
}

interface StoredField {
  readonly key: string
  readonly label: string
  readonly type: FieldType
}

/**
 * Finds or makes the fields that columns go to.
 * @throws UserError `import/no-phone-column`, and those of `findColumns`
 */
export function resolveColumns(
  sql: Database,
  targets: readonly ColumnTarget[],
  values: readonly (readonly string[])[],
): ResolvedColumns {
  const found = findColumns(sql, targets, values)
  if (found.phones.length === 0) throw new UserError('import/no-phone-column')
  for (const field of found.fields) if (field.isNew) insertField(sql, field)
  return found
}

/**
 * Finds the fields that columns go to; nothing is stored. A new field without a type gets the one that the given values
 * have in common.
 * @throws UserError `import/unknown-field`
 */
export function findColumns(
  sql: Database,
  targets: readonly ColumnTarget[],
  values: readonly (readonly string[])[],
): ResolvedColumns {
  const stored = sql.prepare('SELECT key, label, type FROM person_fields').all() as StoredField[]
  const fields = new Map<string, FilledField>()
  const keys = targets.map((target, column) => {
    if (target.to === 'ignore') return null
    if (target.to === 'field' && isBuiltInField(target.field)) return target.field
    const field =
      target.to === 'field'
        ? existingField(sql, stored, target.field)
        : fieldOf(sql, stored, { target, values: values[column] ?? [] })
    if (!fields.has(field.key)) fields.set(field.key, field)
    return field.key
  })
  return {
    keys,
    forms: targets.map(formOf),
    phones: phoneColumns(targets),
    fields: [...fields.values()],
  }
}

function formOf(target: ColumnTarget): ValueForm {
  if (target.to === 'ignore') return {}
  const { dateOrder, decimal, separator } = target
  return { dateOrder, decimal, separator }
}

function existingField(sql: Database, stored: readonly StoredField[], key: string): FilledField {
  const found = stored.find(field => field.key === key)
  if (!found) throw new UserError('import/unknown-field', { field: key })
  return { ...found, isNew: false, isGuess: false, choices: readChoices(sql, key) }
}

/** Two columns of one name fill one field, and so does a column that is called like a field that is there. */
function fieldOf(
  sql: Database,
  stored: StoredField[],
  {
    target: { label, type },
    values,
  }: { target: Extract<ColumnTarget, { to: 'new-field' }>; values: readonly string[] },
): FilledField {
  const known = stored.find(field => wordsOf(field.label) === wordsOf(label))
  if (known) return existingField(sql, stored, known.key)
  const key = freeKey(
    stored.map(field => field.key),
    label,
  )
  const field = { key, label, type: type ?? typeOfValues(values) }
  stored.push(field)
  return { ...field, isNew: true, isGuess: type === undefined, choices: [] }
}
