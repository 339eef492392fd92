import type { Database } from 'better-sqlite3'
import type { TestNumber } from '../../../shared/contract/proofs.ts'
import { UserError } from '../../../shared/errors.ts'
import { isTextable, readPhone } from '../../../shared/phone.ts'
import { readSettings } from '../workspace/settings.ts'

/** The numbers that proofs go to, by name. */
export function listTestNumbers(sql: Database): TestNumber[] {
  const rows = sql
    .prepare('SELECT id, phone, name, fields FROM test_numbers ORDER BY name COLLATE NOCASE, id')
    .all() as (Omit<TestNumber, 'fields'> & { readonly fields: string })[]
  return rows.map(row => ({ ...row, fields: JSON.parse(row.fields) as TestNumber['fields'] }))
}

/** A test number as it is to be; what is absent stays as it is. */
export interface SavedNumber {
  readonly id?: number | undefined
  readonly name: string
  readonly phone: string
  readonly fields?: TestNumber['fields'] | undefined
}

/**
 * Adds a test number, or changes one.
 * @throws UserError `proof/number-unusable`, `proof/number-known`, `proof/number-gone`
 */
export function saveTestNumber(sql: Database, { id, name, phone, fields }: SavedNumber): TestNumber {
  const reading = readPhone(phone, readSettings(sql).defaultCountry)
  if (reading.kind !== 'ok' || !isTextable(reading.type)) {
    throw new UserError('proof/number-unusable', { number: phone })
  }
  const known = listTestNumbers(sql)
  const before = known.find(each => each.id === id)
  if (id !== undefined && !before) throw new UserError('proof/number-gone')
  const other = known.find(each => each.phone === reading.e164 && each.id !== id)
  if (other) throw new UserError('proof/number-known', { number: reading.e164, name: other.name })
  const own = tidyFields(fields ?? before?.fields ?? {})
  const { id: saved } = sql
    .prepare(
      `INSERT INTO test_numbers (id, phone, name, fields) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET phone = excluded.phone, name = excluded.name, fields = excluded.fields
       RETURNING id`,
    )
    .get(id ?? null, reading.e164, name, JSON.stringify(own)) as { readonly id: number }
  return { id: saved, phone: reading.e164, name, fields: own }
}

/** An empty field is one that somebody else's value is taken for. */
function tidyFields(fields: TestNumber['fields']): TestNumber['fields'] {
  const written = Object.entries(fields).map(([key, value]) => [key, value.trim()] as const)
  return Object.fromEntries(written.filter(([, value]) => value !== ''))
}
