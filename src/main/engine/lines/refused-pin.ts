import type { Database } from 'better-sqlite3'
import { SendError } from '../../../shared/errors.ts'
import type { FailureCode } from '../../../shared/lines/failure-codes.ts'

const wrongPin: FailureCode = 'modem-pin-wrong'
const lastTry: FailureCode = 'modem-pin-last-try'
const blocked: FailureCode = 'modem-puk-needed'

/** The third wrong PIN in a row blocks a SIM (3GPP TS 31.101 §9.5): after so many a person has to be warned. */
const warnsAfter = 2

const keyOf = (lineId: number): string => `lines.refused-pin.${lineId}`

/**
 * Opens a line unless its PIN was refused before, in this run of the program or an earlier one: the third wrong PIN
 * blocks the SIM.
 * @throws SendError `modem-pin-wrong`, `modem-pin-last-try` where the next wrong one blocks the SIM, and what `open` throws
 */
export async function openWithPinGuard<T>(
  sql: Database,
  line: { readonly id: number; readonly pin: string | undefined },
  open: () => Promise<T>,
): Promise<T> {
  const { id, pin } = line
  if (pin === undefined) return open()
  const refused = readRefused(sql, id)
  if (refused.includes(pin)) throw refusal(refused)
  try {
    const opened = await open()
    forgetRefusedPin(sql, id)
    return opened
  } catch (error) {
    const code = error instanceof SendError ? error.code : undefined
    // Whoever unblocks a SIM gives it a PIN anew, which may be one that was wrong before.
    if (code === blocked) forgetRefusedPin(sql, id)
    if (code !== wrongPin) throw error
    const all = [...refused, pin]
    sql
      .prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')
      .run(keyOf(id), JSON.stringify(all))
    throw refusal(all)
  }
}

/** Forgets which PINs of a line were refused. */
export function forgetRefusedPin(sql: Database, lineId: number): void {
  sql.prepare('DELETE FROM settings WHERE key = ?').run(keyOf(lineId))
}

function refusal(refused: readonly string[]): SendError {
  const code = refused.length < warnsAfter ? wrongPin : lastTry
  return new SendError(code, { retry: { kind: 'never' }, blame: 'config' })
}

function readRefused(sql: Database, lineId: number): readonly string[] {
  const stored = sql.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(keyOf(lineId))
  return typeof stored === 'string' ? (JSON.parse(stored) as string[]) : []
}
