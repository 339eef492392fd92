import type { Database } from 'better-sqlite3'
import type { TestNumber } from '../../../shared/contract/proofs.ts'
import { UserError } from '../../../shared/errors.ts'
import { isTextable, readPhone } from '../../../shared/phone.ts'
import { readSettings } from '../workspace/settings.ts'

/** The numbers that proofs go to, by name. */
export function listTestNumbers(sql: Database): TestNumber[] {
  return sql
    .prepare('SELECT id, phone, name FROM test_numbers ORDER BY name COLLATE NOCASE, id')
    .all() as TestNumber[]
}

/**
 * Adds a test number, or changes one.
 * @throws UserError `proof/number-unusable`, `proof/number-known`
 */
export function saveTestNumber(
  sql: Database,
  { id, name, phone }: { readonly id?: number | undefined; readonly name: string; readonly phone: string },
): TestNumber {
  const reading = readPhone(phone, readSettings(sql).defaultCountry)
  if (reading.kind !== 'ok' || !isTextable(reading.type)) {
    throw new UserError('proof/number-unusable', { number: phone })
  }
  const other = listTestNumbers(sql).find(known => known.phone === reading.e164 && known.id !== id)
  if (other) throw new UserError('proof/number-known', { number: reading.e164, name: other.name })
  const { id: saved } = sql
    .prepare(
      `INSERT INTO test_numbers (id, phone, name) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET phone = excluded.phone, name = excluded.name RETURNING id`,
    )
    .get(id ?? null, reading.e164, name) as { readonly id: number }
  return { id: saved, phone: reading.e164, name }
}
