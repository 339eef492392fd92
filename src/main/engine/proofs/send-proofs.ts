import type { z } from 'zod'
import type { Rendered } from '../../../shared/contract/content.ts'
import {
  mostProofs,
  type proofCalls,
  type ProofSubject,
  type TestNumber,
} from '../../../shared/contract/proofs.ts'
import { deliveryContentSchema, type DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import { usualSettings, type DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import { measureText } from '../../../shared/sms/measure-text.ts'
import { findSuppression } from '../consent/suppressions.ts'
import { createContentReader } from '../content/content-reader.ts'
import { renderPerson } from '../content/render-person.ts'
import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { readTerms } from '../preparation/read-terms.ts'
import { subjectOf } from './proof-subject.ts'
import { listTestNumbers } from './test-numbers.ts'

type SendInput = z.output<(typeof proofCalls)['proofs.send']['input']>

/** The person of a message that is sent to nobody in the workspace: rules, caps and timelines ask by person. */
const nobody = 0

/** At once, before anything else: somebody waits for it, and has asked for it at this hour. */
const proofSettings: DeliverySettings = {
  ...usualSettings,
  timing: { quietHours: { kind: 'off' } },
  sending: { priority: 'high' },
}

/** One proof that is ready to be written. */
interface ReadyProof {
  readonly number: number
  readonly personId: number
  readonly text: string
}

/**
 * Writes proofs into the ledger, each as a delivery of its own that is being sent: what leaves and what comes back is
 * kept as for any message.
 * @returns the numbers of the proofs
 * @throws UserError those of `proofs.send`
 */
export function sendProofs(context: EngineContext, input: SendInput): number[] {
  const { sql } = context.workspace
  const content = readContent(input.content)
  const { lineId } = readTerms(sql, { ...usualSettings, lineId: input.lineId })
  const numbers = findNumbers(context, input.numberIds)
  const { personIds } = input
  if (personIds.length * numbers.length > mostProofs) {
    throw new UserError('proof/too-many', { count: personIds.length * numbers.length, most: mostProofs })
  }
  const rendered = personIds.map(personId => renderFor(context, { ...input, content }, personId))
  refuseOwnNumbers(rendered, numbers)
  return sql.transaction(() => {
    const first = nextNumber(context, input.of)
    const proofs = rendered.map(({ personId, text }, index): ReadyProof => {
      const number = first + index
      return { number, personId, text: input.prefix.replaceAll('{n}', String(number)) + text }
    })
    for (const proof of proofs) writeProof(context, { of: input.of, content, lineId, numbers, proof })
    const data = { proofs: proofs.map(({ number }) => number), numbers: numbers.map(({ phone }) => phone) }
    writeAudit(context, { action: 'proofs.sent', subject: JSON.stringify(input.of), data })
    return proofs.map(({ number }) => number)
  })()
}

/** What can be sent; faults of the text itself come with the first person. */
function readContent(draft: SendInput['content']): DeliveryContent {
  const read = deliveryContentSchema.safeParse(draft)
  if (!read.success) throw new UserError('proof/content-faulty')
  return read.data
}

function findNumbers(context: EngineContext, ids: readonly number[]): TestNumber[] {
  const { sql } = context.workspace
  const numbers = listTestNumbers(sql).filter(({ id }) => ids.includes(id))
  if (numbers.length === 0) throw new UserError('proof/nothing-to-send')
  const suppressed = numbers.find(({ phone }) => findSuppression(sql, phone) !== null)
  if (suppressed) throw new UserError('proof/suppressed', { number: suppressed.phone, name: suppressed.name })
  return numbers
}

function renderFor(
  { workspace: { sql } }: EngineContext,
  { content, source, columns }: Pick<SendInput, 'source' | 'columns'> & { readonly content: DeliveryContent },
  personId: number,
): Rendered {
  const reader = createContentReader(sql, { content, source, columns })
  const { faults, rendered } = renderPerson(sql, reader, { personId })
  if (faults.length > 0) throw new UserError('proof/content-faulty')
  if (!rendered) throw new UserError('person/not-found')
  if (rendered.missing.length > 0 || rendered.text.trim() === '') {
    throw new UserError('proof/no-message', { name: rendered.personName || String(personId) })
  }
  return rendered
}

/** Somebody whose data is shown must not get it as if it were meant for them. */
function refuseOwnNumbers(rendered: readonly Rendered[], numbers: readonly TestNumber[]): void {
  for (const { recipient, personName } of rendered) {
    const own = numbers.find(({ phone }) => phone === recipient)
    if (own) throw new UserError('proof/own-number', { number: own.phone, name: personName })
  }
}

function nextNumber({ workspace: { sql } }: EngineContext, of: ProofSubject): number {
  const where = subjectOf(sql, of)
  const last = sql
    .prepare(`SELECT coalesce(max(number), 0) FROM proofs WHERE ${where.sql}`)
    .pluck()
    .get(...where.parameters)
  return Number(last) + 1
}

interface ProofToWrite {
  readonly of: ProofSubject
  readonly content: DeliveryContent
  readonly lineId: number
  readonly numbers: readonly TestNumber[]
  readonly proof: ReadyProof
}

function writeProof(context: EngineContext, { of, content, lineId, numbers, proof }: ProofToWrite): void {
  const { sql } = context.workspace
  const now = context.clock.now()
  const population = sql.prepare('INSERT INTO populations DEFAULT VALUES').run().lastInsertRowid
  const { lastInsertRowid: id } = sql
    .prepare(
      `INSERT INTO deliveries (label, state, content, settings, line_id, population_id, created_at, confirmed_at)
       VALUES (?, 'sending', ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      `Proof ${proof.number}`,
      JSON.stringify(content),
      JSON.stringify({ ...proofSettings, lineId }),
      lineId,
      population,
      now,
      now,
    )
  const subject = 'deliveryId' in of ? [of.deliveryId, null, null] : [null, of.workflowId, of.activityId]
  sql
    .prepare('INSERT INTO proofs VALUES (?, ?, ?, ?, ?, ?)')
    .run(id, ...subject, proof.number, proof.personId)
  const { encoding, parts } = measureText(proof.text)
  const insert = sql.prepare(
    `INSERT INTO messages (delivery_id, person_id, recipient, text, encoding, parts, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const { phone } of numbers) insert.run(id, nobody, phone, proof.text, encoding, parts, now)
}
