import type { Database } from 'better-sqlite3'
import type { Encoding } from '../../../shared/sms/encoding.ts'
import { measureText } from '../../../shared/sms/measure-text.ts'
import { preparePlaces } from '../timing/places.ts'
import { duplicateOf, judgePhone, judgeText, renderFailure, type Cause } from './judge-person.ts'
import type { PreparationPlan } from './preparation-plan.ts'
import { columnsOf, type TargetRow } from './read-targets.ts'
import { tallyExclusion, tallyMessage, type Tally } from './tally.ts'

/** Turns people into ledger rows and exclusions; the caller wraps it into a transaction. */
export type WritePage = (rows: readonly TargetRow[], now: number) => void

/** Prepares the statements that a page needs. */
export function preparePageWriter(sql: Database, plan: PreparationPlan, tally: Tally): WritePage {
  const { deliveryId } = plan
  const columns = columnsOf(plan)
  const insert = prepareMessage(sql, deliveryId)
  const findHolder = prepareHolder(sql, deliveryId)
  const findPlace = preparePlaces(sql)
  const exclude = prepareExclusion(sql, deliveryId, tally)

  function writeRow(row: TargetRow, now: number): string {
    const personId = Number(row[columns.id])
    const phone = row[columns.phone] ?? null
    const type = row[columns.phoneType] ?? null
    const problem = row[columns.phoneProblem] ?? null
    const phoneCauses = judgePhone({ phone, type, problem, suppression: row[columns.suppression] ?? null })
    const { message, causes } = writeText(row, plan, personId)
    if (phone === null || phoneCauses.length > 0) {
      exclude(personId, [...phoneCauses, ...causes])
      return ''
    }
    if (message) {
      const placeId = findPlace(phone, row[columns.timeZone] ?? null)
      const messageId = insert({ personId, phone, ...message, placeId, now })
      if (messageId !== undefined) {
        tallyMessage(tally, { messageId, placeId, ...message })
        return `${personId}\n${phone}\n${message.text}\n`
      }
    }
    const holder = findHolder(phone)
    exclude(personId, holder === undefined ? causes : [duplicateOf(holder), ...causes])
    return ''
  }

  return (rows, now) => {
    let written = ''
    for (const row of rows) written += writeRow(row, now)
    tally.targeted += rows.length
    tally.digest.update(written)
  }
}

/** A text as it would be sent. */
interface WrittenText {
  readonly text: string
  readonly encoding: Encoding
  readonly parts: number
  /** The language of the variant; null for the default. */
  readonly variant: string | null
}

/** The message to a person, unless causes forbid it: exactly one of the two is there. */
function writeText(
  row: TargetRow,
  { deliveryId, template, settings }: PreparationPlan,
  personId: number,
): { readonly message?: WrittenText; readonly causes: readonly Cause[] } {
  try {
    const rendered = template.fill(row, { deliveryId, personId })
    const { text, variant } = rendered
    const message = { text, variant, ...measureText(text) }
    const causes = judgeText(rendered, message.parts, settings.maxParts)
    return causes.length === 0 ? { message, causes } : { causes }
  } catch (error) {
    return { causes: [renderFailure(error)] }
  }
}

interface MessageValues extends WrittenText {
  readonly personId: number
  readonly phone: string
  readonly placeId: number
  readonly now: number
}

/**
 * Writes a message unless the delivery already has one for that number. The unique index decides: nothing that goes
 * wrong before it can text a number twice.
 */
function prepareMessage(sql: Database, deliveryId: number): (values: MessageValues) => number | undefined {
  const insert = sql.prepare(
    `INSERT INTO messages
       (delivery_id, person_id, recipient, text, encoding, parts, variant, place_id, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (delivery_id, recipient) DO NOTHING`,
  )
  return ({ personId, phone, text, encoding, parts, variant, placeId, now }) => {
    const values = [personId, phone, text, encoding, parts, variant, placeId, now]
    const { changes, lastInsertRowid } = insert.run(deliveryId, ...values)
    return changes === 1 ? Number(lastInsertRowid) : undefined
  }
}

function prepareHolder(sql: Database, deliveryId: number): (phone: string) => number | undefined {
  const select = sql.prepare('SELECT person_id FROM messages WHERE delivery_id = ? AND recipient = ?').pluck()
  return phone => select.get(deliveryId, phone) as number | undefined
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
    tallyExclusion(tally, first.cause)
    for (const [position, { cause, detail }] of causes.entries()) {
      insert.run(deliveryId, personId, position, cause, detail)
    }
  }
}
