import { simulatorLine } from '../../../shared/lines/simulator.ts'
import type { EngineContext } from '../context.ts'

/** What an SMS costs in the middle of Europe, so that a first estimate looks like a real one. */
const pricePerPart = { priceMicros: 75_000, currency: 'EUR' }

/** A workspace without any line gets a simulated modem, so that a first send needs no hardware. */
export function ensureLine({ workspace, clock }: EngineContext): void {
  const { sql } = workspace
  const lines = sql.prepare('SELECT count(*) FROM lines').pluck().get()
  if (lines !== 0) return
  sql
    .prepare(`
      INSERT INTO lines (name, kind, settings, price_micros, currency, is_default, created_at)
      VALUES (?, ?, ?, ?, ?, 1, ?)`)
    .run(
      'Simulated modem',
      simulatorLine.kind,
      JSON.stringify(simulatorLine.settings.parse({})),
      pricePerPart.priceMicros,
      pricePerPart.currency,
      clock.now(),
    )
}
