import type { Database } from 'better-sqlite3'
import type { Line, LineBalance } from '../../../shared/contract/lines.ts'
import { SendError, UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import type { ModemControls } from '../transports/transport.ts'

const keyOf = (lineId: number): string => `lines.balance.${lineId}`

/** Codes of currencies, and no other three letters: 500 SMS are no amount. */
const codes = Intl.supportedValuesOf('currency').join('|')
const digits = "-?\\d[\\d.,']*\\d|-?\\d"
/** An amount after or before a sign or a code of a currency. */
const besideCurrency = new RegExp(
  `(?:[€$£¥]|\\b(?:${codes}))\\s*(${digits})|(${digits})\\s*(?:[€$£¥]|(?:${codes})\\b|kr\\b|euros?\\b)`,
)
const withDecimals = /-?\d+[.,]\d{2}\b/

/**
 * Asks the network for the balance of a line's SIM and keeps the answer.
 * @throws UserError `line/no-balance-code`, `line/no-balance-answer`
 */
export async function askBalance(
  { workspace, clock }: EngineContext,
  { id, name, settings }: Line,
  controls: ModemControls,
): Promise<LineBalance> {
  const code = settings['balanceCode']
  if (typeof code !== 'string') throw new UserError('line/no-balance-code', { line: name })
  try {
    const text = await controls.ask(code)
    const balance = { at: clock.now(), text, amount: findAmount(text) }
    workspace.sql
      .prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')
      .run(keyOf(id), JSON.stringify(balance))
    return balance
  } catch (error) {
    if (error instanceof SendError) throw new UserError('line/no-balance-answer', { line: name, code })
    throw error
  }
}

/** The last answer; null before there was one. */
export function readBalance(sql: Database, lineId: number): LineBalance | null {
  const stored = sql.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(keyOf(lineId)) as
    | string
    | undefined
  return stored === undefined ? null : (JSON.parse(stored) as LineBalance)
}

/** The amount in an answer of the network, as it is written there: beside a currency, else with decimals; else null. */
export function findAmount(text: string): string | null {
  const [, after, before] = besideCurrency.exec(text) ?? []
  return after ?? before ?? withDecimals.exec(text)?.[0] ?? null
}
