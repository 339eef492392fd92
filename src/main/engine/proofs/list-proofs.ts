import type { Database } from 'better-sqlite3'
import type { Proof, ProofSubject } from '../../../shared/contract/proofs.ts'
import { personName } from '../deliveries/list-messages.ts'
import { subjectOf } from './proof-subject.ts'
import { nobody } from './write-proof.ts'

type ProofRow = Pick<Proof, 'id' | 'kind' | 'number' | 'state' | 'sentAt'> & {
  readonly personId: number
  readonly personName: string | null
}

type MessageOfProof = Proof['messages'][number] & { readonly text: string; readonly parts: number }

/** No more of them are looked at. */
const most = 200

/** The proofs of a subject, the newest first. */
export function listProofs(sql: Database, of: ProofSubject): Proof[] {
  const where = subjectOf(sql, of)
  const rows = sql
    .prepare(
      `SELECT proofs.delivery_id id, proofs.kind, number, state, deliveries.created_at sentAt, proofs.person_id personId,
         ${personName} personName
       FROM proofs JOIN deliveries ON deliveries.id = proofs.delivery_id
         LEFT JOIN merged_people ON merged_people.id = proofs.person_id
         LEFT JOIN people ON people.id = coalesce(into_id, proofs.person_id)
       WHERE proofs.delivery_id IN (SELECT delivery_id FROM proofs WHERE ${where.sql})
       ORDER BY proofs.delivery_id DESC LIMIT ${most}`,
    )
    .all(...where.parameters) as ProofRow[]
  const readMessages = sql.prepare(
    `SELECT recipient, test_numbers.name, state, reason, text, parts FROM messages
       LEFT JOIN test_numbers ON test_numbers.phone = recipient
     WHERE delivery_id = ? ORDER BY messages.id`,
  )
  return rows.map(({ personId, personName: name, ...row }) => {
    const messages = readMessages.all(row.id) as MessageOfProof[]
    return {
      ...row,
      person: personId === nobody ? null : { id: personId, name },
      text: messages[0]?.text ?? '',
      parts: messages[0]?.parts ?? 0,
      messages: messages.map(({ recipient, name: ofNumber, state, reason }) => ({
        recipient,
        name: ofNumber,
        state,
        reason,
      })),
    }
  })
}
