import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { sendingOf } from '../../../shared/delivery/sending-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import type { ExclusionCause } from '../../../shared/exclusion-cause.ts'
import type { EngineContext } from '../context.ts'
import type { Trouble } from '../database/trouble.ts'
import { isOutdated } from '../preparation/find-outdated.ts'
import { releaseDelivery } from './release-delivery.ts'
import { writeAudit } from './write-audit.ts'

interface ReadyRow {
  readonly id: number
  readonly settings: string
  readonly preparation: string
}

/**
 * Releases prepared deliveries that ask nobody (SD-14); one whose preparation shows what it is to be held for stays, and
 * says why.
 * @returns whether any was released
 */
export function releaseByItself(context: EngineContext): boolean {
  const { sql } = context.workspace
  const rows = sql
    .prepare(
      `SELECT id, settings, preparation FROM deliveries WHERE state = 'ready' AND trouble IS NULL
       AND preparation IS NOT NULL AND settings ->> '$.sending.confirmation.kind' = 'automatic' ORDER BY id`,
    )
    .all() as ReadyRow[]
  return rows.map(row => release(context, row)).includes(true)
}

function release(context: EngineContext, row: ReadyRow): boolean {
  const { sql } = context.workspace
  const { id } = row
  const settings = JSON.parse(row.settings) as DeliverySettings
  const preparation = JSON.parse(row.preparation) as Preparation
  if (isOutdated(sql, { id, settings }, preparation)) return false
  return sql.transaction(() => {
    const cause = findHold(settings, preparation) ?? tryRelease(context, { id, settings, preparation })
    if (!cause) return true
    sql
      .prepare("UPDATE deliveries SET trouble = ? WHERE id = ? AND state = 'ready'")
      .run(JSON.stringify(cause), id)
    writeAudit(context, { action: 'delivery.held', subject: `delivery ${id}`, data: { ...cause } })
    context.publish('delivery.changed', { id })
    return false
  })()
}

/** Nobody to send to is a reason in any case: there is nothing to release. */
function findHold(settings: DeliverySettings, preparation: Preparation): Trouble | undefined {
  const { toDeliver, cost } = preparation
  const { confirmation, budgetMicros } = sendingOf(settings)
  const holdFor = confirmation.kind === 'automatic' ? confirmation.holdFor : []
  if (toDeliver === 0) return { code: 'delivery/held-nobody', data: {} }
  const lost = countLost(preparation)
  if (lost > 0 && holdFor.includes('text')) return { code: 'delivery/held-text', data: { count: lost } }
  if (budgetMicros === null || !holdFor.includes('over-budget')) return undefined
  const data = { budget: (budgetMicros / 1_000_000).toFixed(2), currency: cost.currency }
  if (cost.micros > budgetMicros) return { code: 'delivery/held-over-budget', data }
  // What has no price may go over it, and nobody looks.
  return cost.isLeast ? { code: 'delivery/held-unpriced', data } : undefined
}

function tryRelease(
  context: EngineContext,
  given: { readonly id: number; readonly settings: DeliverySettings; readonly preparation: Preparation },
): Trouble | undefined {
  const { id, settings, preparation } = given
  const { digest, toDeliver, parts, cost } = preparation
  try {
    const startsAt = releaseDelivery(context, { id, settings, ifDigest: digest })
    const data = { digest, toDeliver, parts, cost, startsAt, isAutomatic: true }
    writeAudit(context, { action: 'delivery.confirmed', subject: `delivery ${id}`, data })
    return undefined
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { code: error.code, data: error.data }
  }
}

const textCauses: ReadonlySet<ExclusionCause> = new Set([
  'required-field-empty',
  'render-failed',
  'empty-text',
  'too-many-parts',
  'invalid-sender',
])

/** People for whom the text makes no message: nobody chose to leave them out. */
function countLost({ excluded }: Preparation): number {
  return excluded.reduce((sum, { cause, count }) => sum + (textCauses.has(cause) ? count : 0), 0)
}
