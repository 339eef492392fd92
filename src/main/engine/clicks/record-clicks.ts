import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { clickCalls } from '../../../shared/contract/clicks.ts'
import { UserError } from '../../../shared/errors.ts'
import { readPhone } from '../../../shared/phone.ts'
import type { EngineContext } from '../context.ts'
import { breathe } from '../people/breathe.ts'
import { readSettings } from '../workspace/settings.ts'

type Click = z.output<(typeof clickCalls)['clicks.record']['input']>['clicks'][0]
type Recorded = z.output<(typeof clickCalls)['clicks.record']['output']>

const clicksAtOnce = 500

/** Writes clicks down, each with the person it belongs to. @throws UserError `delivery/not-found` */
export async function recordClicks(context: EngineContext, clicks: readonly Click[]): Promise<Recorded> {
  const { sql } = context.workspace
  refuseUnknown(sql, clicks)
  const result = { recorded: 0, repeated: 0, unmatched: 0 }
  const record = sql.transaction(createRecorder(context, result))
  for (let at = 0; at < clicks.length; at += clicksAtOnce) {
    record.immediate(clicks.slice(at, at + clicksAtOnce))
    await breathe()
  }
  if (result.recorded > 0) context.publish('clicks.recorded', {})
  return result
}

function refuseUnknown(sql: Database, clicks: readonly Click[]): void {
  const known = sql.prepare('SELECT 1 FROM deliveries WHERE id = ?')
  const named = new Set(clicks.flatMap(({ deliveryId }) => deliveryId ?? []))
  for (const id of named) if (!known.get(id)) throw new UserError('delivery/not-found')
}

function createRecorder(
  { workspace, clock }: EngineContext,
  result: Record<keyof Recorded, number>,
): (clicks: readonly Click[]) => void {
  const { sql } = workspace
  const { defaultCountry } = readSettings(sql)
  const insert = sql.prepare(
    'INSERT OR IGNORE INTO clicks (person_id, at, url, delivery_id) VALUES (?, ?, ?, ?)',
  )
  const find = createFinder(sql)
  return clicks => {
    for (const { phone, url, at = clock.now(), deliveryId = null } of clicks) {
      const reading = readPhone(phone, defaultCountry)
      const person = reading.kind === 'ok' ? find(reading.e164, deliveryId) : undefined
      if (person === undefined) result.unmatched += 1
      else if (insert.run(person, at, url, deliveryId).changes > 0) result.recorded += 1
      else result.repeated += 1
    }
  }
}

/**
 * Who got the delivery on that number, by the name that they have now; else whose number it is, the lowest id first. Whoever
 * follows a link of a delivery as a test person is nobody.
 */
function createFinder(sql: Database): (phone: string, deliveryId: number | null) => number | undefined {
  const recipient = sql
    .prepare(`
      SELECT coalesce(into_id, person_id) FROM delivery_recipients r CROSS JOIN messages ON messages.id = r.message_id
        LEFT JOIN merged_people ON merged_people.id = person_id
      WHERE r.delivery_id = ? AND r.recipient = ?`)
    .pluck()
  const isCopy = sql
    .prepare(`
      SELECT 1 FROM proofs CROSS JOIN delivery_recipients r ON r.delivery_id = proofs.delivery_id AND r.recipient = ?
      WHERE of_delivery_id = ?`)
    .pluck()
  const owner = sql.prepare('SELECT min(person_id) FROM person_phones WHERE phone = ?').pluck()
  return (phone, deliveryId) => {
    const got = deliveryId === null ? undefined : recipient.get(deliveryId, phone)
    if (got === undefined && deliveryId !== null && isCopy.get(phone, deliveryId) !== undefined)
      return undefined
    const found = got ?? owner.get(phone)
    return typeof found === 'number' ? found : undefined
  }
}
