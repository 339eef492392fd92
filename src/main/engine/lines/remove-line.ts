import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { lineCalls } from '../../../shared/contract/lines.ts'
import { UserError } from '../../../shared/errors.ts'
import { hideSecrets } from './hide-secrets.ts'
import { findLineRow } from './line-row.ts'
import { forgetKnownSim } from './known-sim.ts'
import { forgetRefusedPin } from './refused-pin.ts'
import { makeDefault } from './save-line.ts'

/** Which line goes, and which becomes the default when that was it. */
export type LineRemoval = z.output<(typeof lineCalls)['lines.remove']['input']>

/**
 * Takes a line away. Its row stays where messages were sent through it, so that their history keeps its name. Its
 * secrets are forgotten. When the default goes there is none until a person chooses one, here or later: no other line
 * may take over what was meant for this one, least of all a real modem what was meant for a simulator.
 * @throws UserError `line/not-found`, also of the new default; `line/in-use` while a delivery that is not over uses it
 */
export function removeLine(sql: Database, { id, newDefaultId }: LineRemoval, now: number): void {
  sql.transaction(() => {
    const line = findLineRow(sql, id)
    if (!line) throw new UserError('line/not-found')
    const deliveries = Number(
      sql
        .prepare(
          `SELECT count(*) FROM deliveries WHERE state NOT IN ('finished', 'stopped')
           AND (line_id = @id OR (settings -> '$.pool' IS NULL AND settings ->> '$.lineId' = @id)
             OR id IN (SELECT delivery_id FROM pool_lines WHERE line_id = @id)
             OR settings ->> '$.pool.kind' = 'these'
               AND @id IN (SELECT value FROM json_each(settings, '$.pool.lineIds')))`,
        )
        .pluck()
        .get({ id }),
    )
    if (deliveries > 0) throw new UserError('line/in-use', { line: line.name, deliveries })
    const { settings } = hideSecrets(line.kind, line.settings)
    sql
      .prepare('UPDATE lines SET removed_at = ?, is_default = 0, settings = ? WHERE id = ?')
      .run(now, JSON.stringify(settings), id)
    forgetRefusedPin(sql, id)
    forgetKnownSim(sql, id)
    if (line.isDefault !== 1 || newDefaultId === undefined) return
    if (!findLineRow(sql, newDefaultId)) throw new UserError('line/not-found')
    makeDefault(sql, newDefaultId)
  })()
}
