import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { sendingOf } from '../../../shared/delivery/sending-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import { isSame } from '../../../shared/is-same.ts'
import type { EngineContext } from '../context.ts'
import type { Preparations } from '../preparation/create-preparations.ts'
import { describeDelivery } from './describe-delivery.ts'
import { moveDelivery, unprepared } from './move-delivery.ts'
import { readDelivery } from './read-delivery.ts'
import { writeAudit } from './write-audit.ts'

/** What is to be different; what is absent stays as it is. */
export interface DeliveryEdit {
  readonly id: number
  /** The revision that was seen; without it the edit is made over whatever there is. */
  readonly basedOn?: string | undefined
  readonly label?: string | undefined
  readonly content?: DeliveryContent | undefined
  readonly settings?: DeliverySettings | undefined
}

/**
 * Changes a delivery. Another content or other settings take a preparation back: it is a draft again. A new label
 * changes nothing that anybody receives and is always allowed.
 * @throws UserError `delivery/not-found`, `delivery/changed-elsewhere` where somebody else was faster,
 *   `delivery/cannot-edit` while it is prepared or once it was confirmed
 */
export function editDelivery(context: EngineContext, preparations: Preparations, edit: DeliveryEdit): void {
  const { sql } = context.workspace
  const { id } = edit
  const before = readDelivery(sql, id)
  if (edit.basedOn !== undefined && edit.basedOn !== before.revision) {
    throw new UserError('delivery/changed-elsewhere')
  }
  const { label = before.label, content = before.content, settings = before.settings } = edit
  const isOther = !isSame({ content, settings }, { content: before.content, settings: before.settings })
  sql.transaction(() => {
    if (isOther && before.state !== 'draft') moveDelivery(context, { id, move: 'edit', set: unprepared })
    sql
      .prepare('UPDATE deliveries SET content = ?, settings = ? WHERE id = ?')
      .run(JSON.stringify(content), JSON.stringify(settings), id)
    if (label !== before.label) describeDelivery(context, { id, label })
    noteConfirmation(context, { id, before: before.settings, after: settings })
  })()
  context.publish('delivery.changed', { id })
  if (isOther) preparations.sweep(id)
}

/** Whether somebody is asked before it is sent is never changed without a trace (SD-14). */
export function noteConfirmation(
  context: EngineContext,
  {
    id,
    before,
    after,
  }: { readonly id: number; readonly before?: DeliverySettings; readonly after: DeliverySettings },
): void {
  const earlier = before ? sendingOf(before).confirmation.kind : 'ask'
  const { kind } = sendingOf(after).confirmation
  if (kind === earlier) return
  const action = kind === 'automatic' ? 'delivery.confirmation-off' : 'delivery.confirmation-on'
  writeAudit(context, { action, subject: `delivery ${id}`, data: {} })
}
