import type { Database } from 'better-sqlite3'
import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import { countMessages, sumOf } from '../deliveries/count-messages.ts'
import { fingerprintRules } from './preparation-plan.ts'
import { readTerms } from './read-terms.ts'

interface ReadyRow {
  readonly id: number
  readonly settings: string
  readonly preparation: string
}

/**
 * Deliveries that wait for a confirmation and would now be prepared with another cost or duration, or through another
 * line: what their review says is no longer so.
 */
export function findOutdated(sql: Database): number[] {
  const rows = sql
    .prepare("SELECT id, settings, preparation FROM deliveries WHERE state = 'ready'")
    .all() as ReadyRow[]
  const outdated = rows.filter(row =>
    isOutdated(
      sql,
      { id: row.id, settings: JSON.parse(row.settings) as DeliverySettings },
      JSON.parse(row.preparation) as Preparation,
    ),
  )
  return outdated.map(({ id }) => id)
}

/**
 * Whether a delivery would be prepared otherwise by now: on other terms of its line, by other rules or caps, or because
 * people whom it is for have been given something else meanwhile.
 */
export function isOutdated(
  sql: Database,
  { id, settings }: { readonly id: number; readonly settings: DeliverySettings },
  { terms, rules, counted }: Preparation,
): boolean {
  if (JSON.stringify(findTerms(sql, settings)) !== JSON.stringify(terms)) return true
  if (fingerprintRules(sql, id, settings) !== rules) return true
  return counted !== undefined && isTextedMeanwhile(sql, id, counted)
}

/** Above so many messages in both, looking for people in both takes longer than anybody waits; then there surely are some. */
const mostCompared = 20_000

/** Whether a delivery that was confirmed since, proofs apart, goes to a number of this one, as far as a cap would have to know. */
function isTextedMeanwhile(
  sql: Database,
  id: number,
  { deliveries, at }: NonNullable<Preparation['counted']>,
): boolean {
  const confirmed = sql.prepare('SELECT count(*) FROM deliveries WHERE confirmed_at IS NOT NULL').pluck()
  if (confirmed.get() === deliveries) return false
  const since = sql
    .prepare(
      'SELECT id FROM deliveries WHERE id <> ? AND confirmed_at >= ? AND id NOT IN (SELECT delivery_id FROM proofs)',
    )
    .pluck()
    .all(id, at) as number[]
  // Whose messages are gone through, and whose are looked up by their index.
  const shared = sql.prepare(
    `SELECT 1 FROM delivery_recipients AS few CROSS JOIN delivery_recipients AS many
       ON many.delivery_id = ? AND many.recipient = few.recipient WHERE few.delivery_id = ? LIMIT 1`,
  )
  const own = sumOf(countMessages(sql, id))
  return since.some(other => {
    const theirs = sumOf(countMessages(sql, other))
    if (Math.min(own, theirs) > mostCompared) return true
    return shared.get(...(own < theirs ? [other, id] : [id, other])) !== undefined
  })
}

function findTerms(sql: Database, settings: DeliverySettings): LineTerms | undefined {
  try {
    return readTerms(sql, settings)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
