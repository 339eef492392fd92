import type { Database } from 'better-sqlite3'
import { SendError } from '../../../shared/errors.ts'
import type { FailureCode } from '../../../shared/lines/failure-codes.ts'

const wrongPin: FailureCode = 'modem-pin-wrong'

const keyOf = (lineId: number): string => `lines.refused-pin.${lineId}`

/**
 * Opens a line unless its PIN was refused before, in this run of the program or an earlier one: the third wrong PIN
 * blocks the SIM.
 * @throws SendError `modem-pin-wrong`, and what `open` throws
 */
export async function openWithPinGuard<T>(
  sql: Database,
  line: { readonly id: number; readonly pin: string | undefined },
  open: () => Promise<T>,
): Promise<T> {
  const { id, pin } = line
  if (pin === undefined) return open()
  const refused = sql.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(keyOf(id))
  if (refused === JSON.stringify(pin)) {
    throw new SendError(wrongPin, { retry: { kind: 'never' }, blame: 'config' })
  }
  try {
    return await open()
  } catch (error) {
    if (error instanceof SendError && error.code === wrongPin) {
      sql
        .prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')
        .run(keyOf(id), JSON.stringify(pin))
    }
    throw error
  }
}

/** Forgets that a PIN of a line was refused, and the PIN. */
export function forgetRefusedPin(sql: Database, lineId: number): void {
  sql.prepare('DELETE FROM settings WHERE key = ?').run(keyOf(lineId))
}
