import type { z } from 'zod'
import {
  mostProofs,
  type proofCalls,
  type ProofKind,
  type ProofSubject,
  type TestNumber,
} from '../../../shared/contract/proofs.ts'
import { deliveryContentSchema, type DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import { usualSettings, type DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import { findSuppression } from '../consent/suppressions.ts'
import { createContentReader, type ContentReader } from '../content/content-reader.ts'
import { renderPerson } from '../content/render-person.ts'
import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { takesSender } from '../lines/takes-sender.ts'
import { readTerms } from '../preparation/read-terms.ts'
import { drawPerson } from './draw-person.ts'
import { subjectOf } from './proof-subject.ts'
import { isSender, renderTester, type NoTesterText } from './render-tester.ts'
import { listTestNumbers } from './test-numbers.ts'
import { nobody, writeProof } from './write-proof.ts'

type SendInput = z.output<(typeof proofCalls)['proofs.send']['input']>

/** At once, before anything else: somebody waits for it, and has asked for it at this hour. */
const proofSettings: DeliverySettings = {
  ...usualSettings,
  timing: { quietHours: { kind: 'off' } },
  sending: { priority: 'high' },
}

/** One proof that is ready to be written, but for its number. */
interface ReadyProof {
  readonly kind: ProofKind
  readonly personId: number
  readonly text: string
  readonly sender: string | null
  readonly phones: readonly string[]
}

/**
 * Writes proofs into the ledger, each as a delivery of its own that is being sent: what leaves and what comes back is
 * kept as for any message.
 * @returns the numbers of the proofs
 * @throws UserError those of `proofs.send`
 */
export async function sendProofs(context: EngineContext, input: SendInput): Promise<number[]> {
  const { sql } = context.workspace
  const content = readContent(input.content)
  const { lineId } = readTerms(sql, { ...usualSettings, lineId: input.lineId })
  const testers = findNumbers(context, input.numberIds)
  refuseTooMany(input, testers.length)
  const reader = createContentReader(sql, { content, source: input.source, columns: input.columns })
  if (reader.compiled.faults.length > 0) throw new UserError('proof/content-faulty')
  const ground = { input, reader, testers, named: takesSender(sql, lineId) }
  const proofs = [
    ...(await ofPeople(context, ground)),
    ...(input.own ? await ofTesters(context, ground) : []),
  ]
  return sql.transaction(() => {
    const first = nextNumber(context, input.of)
    const numbers = proofs.map((proof, index) => {
      const number = first + index
      const text = input.prefix.replaceAll('{n}', String(number)) + proof.text
      const how = { content, settings: proofSettings, lineId }
      writeProof(context, { ...proof, ...how, of: input.of, number, text })
      return number
    })
    const data = { proofs: numbers, numbers: testers.map(({ phone }) => phone) }
    writeAudit(context, { action: 'proofs.sent', subject: JSON.stringify(input.of), data })
    return numbers
  })()
}

/** What can be sent; faults of the text itself are found when it is read. */
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

function refuseTooMany({ personIds, byLot, own }: SendInput, numbers: number): void {
  const count = (personIds.length + (byLot ? 1 : 0) + (own ? 1 : 0)) * numbers
  if (count === 0) throw new UserError('proof/nothing-to-send')
  if (count > mostProofs) throw new UserError('proof/too-many', { count, most: mostProofs })
}

interface Ground {
  readonly input: SendInput
  readonly reader: ContentReader
  readonly testers: readonly TestNumber[]
  /** Whether the line lets messages come from a name. */
  readonly named: boolean
}

/** Messages of the chosen people and of one by lot, each to all numbers. */
async function ofPeople(
  context: EngineContext,
  { input: { personIds, byLot, source }, reader, testers, named }: Ground,
): Promise<ReadyProof[]> {
  const avoid = testers.map(({ phone }) => phone)
  const drawn = byLot ? await drawPerson(context, { source, avoid, apart: personIds }) : undefined
  if (byLot && drawn === undefined && personIds.length === 0) throw new UserError('proof/nobody')
  return [...personIds, ...(drawn === undefined ? [] : [drawn])].map(personId => {
    const { recipient, personName, text, missing, sender = '' } = render(context, reader, personId)
    // Somebody whose data is shown must not get it as if it were meant for them.
    const own = testers.find(({ phone }) => phone === recipient)
    if (own) throw new UserError('proof/own-number', { number: own.phone, name: personName })
    const name = personName || String(personId)
    if (missing.length > 0 || text.trim() === '') throw new UserError('proof/no-message', { name })
    if (named && !isSender(sender)) throw new UserError('proof/bad-sender', { name, sender })
    return { kind: 'person', personId, text, sender: named ? sender || null : null, phones: avoid }
  })
}

function render({ workspace: { sql } }: EngineContext, reader: ContentReader, personId: number) {
  const { faults, rendered } = renderPerson(sql, reader, { personId })
  if (faults.length > 0) throw new UserError('proof/content-faulty')
  if (!rendered) throw new UserError('person/not-found')
  return rendered
}

/** To each test person their own message; what they lack is of somebody whom chance finds. */
async function ofTesters(
  context: EngineContext,
  { input: { source }, reader, testers, named }: Ground,
): Promise<ReadyProof[]> {
  const proofs: ReadyProof[] = []
  for (const tester of testers) {
    const fillerId = await drawPerson(context, { source, avoid: [tester.phone] })
    const filler = fillerId === undefined ? undefined : reader.read([fillerId])[0]
    const own = renderTester(reader.compiled, tester, { filler, named })
    if ('why' in own) throw refusalOf(own, tester.name)
    const { text, sender } = own
    const personId = own.isFilled ? (fillerId ?? nobody) : nobody
    proofs.push({ kind: 'own', personId, text, sender, phones: [tester.phone] })
  }
  return proofs
}

function refusalOf({ why, sender }: NoTesterText, name: string): UserError {
  if (why === 'bad-sender') return new UserError('proof/bad-sender', { name, sender })
  return new UserError('proof/no-message', { name })
}

function nextNumber({ workspace: { sql } }: EngineContext, of: ProofSubject): number {
  const where = subjectOf(sql, of)
  const last = sql
    .prepare(`SELECT coalesce(max(number), 0) FROM proofs WHERE ${where.sql}`)
    .pluck()
    .get(...where.parameters)
  return Number(last) + 1
}
