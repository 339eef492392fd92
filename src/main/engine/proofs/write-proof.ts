import type { ProofKind, ProofSubject } from '../../../shared/contract/proofs.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { measureText } from '../../../shared/sms/measure-text.ts'
import type { EngineContext } from '../context.ts'

/** The person of a message that is sent to nobody in the workspace: rules, caps and timelines ask by person. */
export const nobody = 0

/** A text that is ready to go to test numbers. */
export interface WrittenProof {
  readonly of: ProofSubject
  readonly kind: ProofKind
  /** Null for a copy. */
  readonly number: number | null
  /** Whose data it shows or is filled in with. */
  readonly personId: number
  readonly text: string
  /** The name that it comes from, where that is somebody's own. */
  readonly sender: string | null
  /** E.164. */
  readonly phones: readonly string[]
  readonly content: DeliveryContent
  readonly settings: DeliverySettings
  readonly lineId: number
}

/**
 * Writes a text into the ledger as a delivery of its own that is being sent; in the caller's transaction.
 * @returns its id
 */
export function writeProof(context: EngineContext, proof: WrittenProof): number {
  const { sql } = context.workspace
  const { of, kind, number, personId, text, sender, content, settings, lineId } = proof
  const now = context.clock.now()
  const population = sql.prepare('INSERT INTO populations DEFAULT VALUES').run().lastInsertRowid
  const { lastInsertRowid: id } = sql
    .prepare(
      `INSERT INTO deliveries (label, state, content, settings, line_id, population_id, created_at, confirmed_at)
       VALUES (?, 'sending', ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      number === null ? 'Copy' : `Proof ${number}`,
      JSON.stringify(content),
      JSON.stringify({ ...settings, lineId }),
      lineId,
      population,
      now,
      now,
    )
  const subject = 'deliveryId' in of ? [of.deliveryId, null, null] : [null, of.workflowId, of.activityId]
  sql.prepare('INSERT INTO proofs VALUES (?, ?, ?, ?, ?, ?, ?)').run(id, ...subject, kind, number, personId)
  const { encoding, parts } = measureText(text)
  const insert = sql.prepare(
    `INSERT INTO messages (delivery_id, person_id, recipient, text, sender, encoding, parts, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const give = sql.prepare('INSERT INTO delivery_recipients VALUES (?, ?, ?)')
  for (const phone of proof.phones) {
    const message = insert.run(id, nobody, phone, text, sender, encoding, parts, now)
    give.run(id, phone, message.lastInsertRowid)
  }
  return Number(id)
}
