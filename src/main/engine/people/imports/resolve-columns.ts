import type { Database } from 'better-sqlite3'
import type { ColumnTarget } from '../../../../shared/contract/imports.ts'
import { UserError } from '../../../../shared/errors.ts'
import { builtInFields, isBuiltInField, type FieldType } from '../../../../shared/person-field.ts'
import { wordsOf } from './header-words.ts'
import { typeOfValues } from './value-types.ts'

/** A custom field that the import fills. */
export interface FilledField {
  readonly key: string
  readonly type: FieldType
  /** Made for this import: its type is only a guess until all values were seen. */
  readonly isNew: boolean
}

/** Which field each column goes to, by key; null goes nowhere. */
export interface ResolvedColumns {
  readonly keys: readonly (string | null)[]
  readonly fields: readonly FilledField[]
}

interface StoredField {
  readonly key: string
  readonly label: string
  readonly type: FieldType
}

/**
 * Finds or makes the fields that columns go to. A new field gets the type that the given values have in common.
 * @throws UserError `import/no-phone-column`, `import/unknown-field`
 */
export function resolveColumns(
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
        ? existingField(stored, target.field)
        : fieldOf(stored, target.label, values[column] ?? [])
    if (!fields.has(field.key)) fields.set(field.key, field)
    return field.key
  })
  if (!keys.includes('phone')) throw new UserError('import/no-phone-column')
  addFields(sql, stored, [...fields.values()])
  return { keys, fields: [...fields.values()] }
}

function existingField(stored: readonly StoredField[], key: string): FilledField {
  const found = stored.find(field => field.key === key)
  if (!found) throw new UserError('import/unknown-field', { field: key })
  return { key, type: found.type, isNew: false }
}

/** Two columns of one name fill one field, and so does a column that is called like a field that is there. */
function fieldOf(stored: StoredField[], label: string, values: readonly string[]): FilledField {
  const known = stored.find(field => wordsOf(field.label) === wordsOf(label))
  if (known) return { key: known.key, type: known.type, isNew: false }
  const field = { key: freeKey(stored, label), label, type: typeOfValues(values) }
  stored.push(field)
  return { key: field.key, type: field.type, isNew: true }
}

function freeKey(stored: readonly StoredField[], label: string): string {
  const slug = wordsOf(label)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  const base = (/^[a-z]/.test(slug) ? slug : `field_${slug}`).slice(0, 58).replace(/_+$/, '')
  const taken = new Set<string>([...builtInFields, 'id', ...stored.map(field => field.key)])
  let key = base
  for (let count = 2; taken.has(key); count++) key = `${base}_${count}`
  return key
}

function addFields(sql: Database, stored: readonly StoredField[], fields: readonly FilledField[]): void {
  const add = sql.prepare(`
    INSERT INTO person_fields (key, label, type, position)
    VALUES (?, ?, ?, (SELECT coalesce(max(position) + 1, 0) FROM person_fields))`)
  for (const { key, type, isNew } of fields) {
    if (isNew) add.run(key, stored.find(field => field.key === key)?.label ?? key, type)
  }
}
