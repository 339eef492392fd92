import type { Database } from 'better-sqlite3'
import { heldUntil } from '../delivery-tests/held-until.ts'
import { preparePlaces, type FindPlace } from '../timing/places.ts'
import { readTimes } from './contacts.ts'
import { alreadyAddressed, capReached, duplicateOf, judgePhone, type Cause } from './judge-person.ts'
import { prepareDates } from './own-dates.ts'
import { nextAllowed } from './next-allowed.ts'
import { prepareDepartures, type OwnDepartures } from './own-departures.ts'
import type { PreparationPlan } from './preparation-plan.ts'
import { columnsOf, type TargetColumns, type TargetRow } from './read-targets.ts'
import type { Recipients } from './open-recipients.ts'
import { foldDigest } from './prepared-digest.ts'
import { inControlGroup, prepareEarlyDraw } from './early-draw.ts'
import { tallyExclusion } from './tally-exclusion.ts'
import { tallyMessage, type Tally } from './tally.ts'
import { digestOf, writeTexts, type WrittenText } from './write-texts.ts'

/** Turns people into ledger rows and exclusions; the caller wraps it into a transaction. */
export type WritePage = (rows: readonly TargetRow[], now: number) => void

/** So many people make a piece of the digest: pages hold a multiple of them, whatever their size. */
export const peopleInDigest = 1000

/** What pages add to. */
export interface PageBasis {
  readonly tally: Tally
  readonly recipients: Recipients
}

/** Prepares the statements that a page needs. */
export function preparePageWriter(
  sql: Database,
  plan: PreparationPlan,
  { tally, recipients }: PageBasis,
): WritePage {
  const writing = prepareWriting(sql, plan, { tally, recipients })
  return (rows, now) => {
    for (let start = 0; start < rows.length; start += peopleInDigest) {
      let written = ''
      for (const row of rows.slice(start, start + peopleInDigest)) written += writeRow(writing, row, now)
      foldDigest(tally, written)
    }
    tally.targeted += rows.length
  }
}

interface Writing {
  readonly plan: PreparationPlan
  readonly tally: Tally
  readonly columns: TargetColumns
  readonly insert: (values: MessageValues) => number | undefined
  readonly recipients: Recipients
  readonly isDrawn: ReturnType<typeof prepareEarlyDraw>
  readonly findPlace: FindPlace
  readonly leaving: OwnDepartures | undefined
  readonly readDate: ReturnType<typeof prepareDates>
  readonly exclude: (personId: number, causes: readonly Cause[]) => void
}

function prepareWriting(sql: Database, plan: PreparationPlan, { tally, recipients }: PageBasis): Writing {
  const leaving = prepareDepartures(sql, plan, tally)
  const leaveOut = prepareExclusion(sql, plan.deliveryId, tally)
  return {
    plan,
    tally,
    columns: columnsOf(plan),
    insert: prepareMessage(sql, plan.deliveryId, recipients),
    recipients,
    isDrawn: prepareEarlyDraw(plan, tally),
    findPlace: preparePlaces(sql),
    leaving,
    readDate: prepareDates(sql, plan),
    exclude(personId, causes) {
      leaveOut(personId, causes)
      leaving?.pass()
    },
  }
}

/** @returns what the digest stands for of this person */
function writeRow(writing: Writing, row: TargetRow, now: number): string {
  const { plan, columns, leaving, readDate, exclude } = writing
  const personId = Number(row[columns.id])
  const phone = row[columns.phone] ?? null
  const zone = row[columns.timeZone] ?? null
  const before = judgeBefore(row, plan, columns)
  const date =
    phone === null ? undefined : readDate?.({ date: row[columns.date] ?? null, phone, timeZone: zone })
  const cap = judgeCaps(
    row[columns.contacts],
    plan,
    () => date?.dueAt ?? leaving?.at(phone, zone) ?? plan.contactAt,
  )
  const texts = writeTexts(row, plan, personId)
  const own = date && date.causes.length > 0 ? [...cap.causes, ...date.causes] : cap.causes
  const after = judgeAfter(row[columns.addressed], own, texts.causes)
  if (phone === null || before.length > 0) {
    exclude(personId, [...before, ...after])
    return ''
  }
  if (texts.message && after.length === 0) {
    if (writing.isDrawn?.(personId) && writing.recipients.keep(phone, personId)) {
      exclude(personId, [inControlGroup])
      return `control group\n${personId}\n`
    }
    const placeId = writing.findPlace(phone, zone)
    const language = row[columns.language] ?? null
    const { message, test, held } = texts
    const due = readDate ? { leavesAt: cap.dueAt ?? date?.dueAt } : { dueAt: cap.dueAt }
    const values = { ...message, personId, phone, language, placeId, ...due, test, held, now }
    if (writeMessage(writing, values)) {
      const moment = due.leavesAt === undefined ? '' : `${due.leavesAt}\n`
      return `${personId}\n${phone}\n${moment}${digestOf(message, { test, held })}\n`
    }
  }
  const holder = writing.recipients.holderOf(phone)
  exclude(personId, holder === undefined ? after : [duplicateOf(holder), ...after])
  return ''
}

/** @returns whether nobody else has a message to the number */
function writeMessage({ insert, tally, leaving }: Writing, values: MessageValues): boolean {
  const messageId = insert(values)
  if (messageId === undefined) return false
  tallyMessage(tally, { messageId, ...values })
  if (values.dueAt === undefined && values.leavesAt === undefined) leaving?.take(values.placeId, values.parts)
  else leaving?.pass()
  return true
}

const nothing: readonly Cause[] = []

/** What speaks against a person before their number is compared with the others. */
function judgeBefore(row: TargetRow, { checks }: PreparationPlan, columns: TargetColumns): readonly Cause[] {
  const causes = judgePhone({
    phone: row[columns.phone] ?? null,
    type: row[columns.phoneType] ?? null,
    problem: row[columns.phoneProblem] ?? null,
    suppression: row[columns.suppression] ?? null,
  })
  let all = causes
  for (const [index, { causeOf }] of checks.entries()) {
    const value = row[columns.checks + index]
    if (value !== null && value !== undefined) all = [...all, causeOf(value)]
  }
  return all
}

/** What speaks against a person behind that, in the order in which it counts. */
function judgeAfter(
  addressed: TargetRow[number] | undefined,
  capCauses: readonly Cause[],
  textCauses: readonly Cause[],
): readonly Cause[] {
  if (addressed != null) return [...capCauses, ...textCauses, alreadyAddressed]
  return capCauses.length === 0 ? textCauses : [...capCauses, ...textCauses]
}

/** Whether the person has had enough, and until when the message waits where it is to wait. */
function judgeCaps(
  times: TargetRow[number] | undefined,
  { caps, settings }: PreparationPlan,
  leavesAt: () => number,
): { readonly causes: readonly Cause[]; readonly dueAt?: number | undefined } {
  if (caps.length === 0 || times === null || times === undefined) return { causes: nothing }
  const { at, cap } = nextAllowed(readTimes(times), caps, leavesAt())
  if (!cap) return { causes: nothing }
  return settings.who?.cap === 'postpone' ? { causes: nothing, dueAt: at } : { causes: [capReached(cap)] }
}

interface MessageValues extends WrittenText {
  readonly language: string | null
  readonly personId: number
  readonly phone: string
  readonly placeId: number
  /** When it waits for a frequency cap. */
  readonly dueAt?: number | undefined
  /** When it leaves by a date of the person. */
  readonly leavesAt?: number | undefined
  readonly test: number | undefined
  readonly held: readonly WrittenText[] | undefined
  readonly now: number
}

/**
 * Writes a message unless the delivery already has one for that number. One that is due later is found where those are
 * that are tried again; one that is held back is due once a text is chosen for it.
 */
function prepareMessage(
  sql: Database,
  deliveryId: number,
  recipients: Recipients,
): (values: MessageValues) => number | undefined {
  const insert = sql.prepare(
    `INSERT INTO messages (id, delivery_id, person_id, recipient, text, encoding, parts, variant, sender, language,
       test, place_id, next_attempt_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertHeld = sql.prepare('INSERT INTO held_texts VALUES (?, ?, ?, ?, ?, ?, ?)')
  return ({
    personId,
    phone,
    text,
    encoding,
    parts,
    variant,
    sender,
    language,
    placeId,
    test = null,
    held,
    leavesAt = 0,
    dueAt = leavesAt,
    now,
  }) => {
    const values = [personId, phone, text, encoding, parts, variant, sender, language, test, placeId]
    const id = recipients.give(phone)
    if (id === undefined) return undefined
    insert.run(id, deliveryId, ...values, held ? heldUntil : dueAt, now)
    for (const [position, each] of (held ?? []).entries()) {
      insertHeld.run(id, position, each.text, each.encoding, each.parts, each.variant, dueAt)
    }
    return id
  }
}

function prepareExclusion(
  sql: Database,
  deliveryId: number,
  tally: Tally,
): (personId: number, causes: readonly Cause[]) => void {
  const insert = sql.prepare('INSERT INTO exclusions VALUES (?, ?, ?, ?, ?)')
  return (personId, causes) => {
    const [first] = causes
    if (!first) throw new Error('an exclusion without a cause')
    tallyExclusion(tally, first)
    for (const [position, { cause, detail }] of causes.entries()) {
      insert.run(deliveryId, personId, position, cause, detail)
    }
  }
}
