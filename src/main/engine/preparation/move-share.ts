import type { Database } from 'better-sqlite3'
import { heldUntil } from '../delivery-tests/held-until.ts'
import type { PreparationPlan } from './preparation-plan.ts'
import { prepareCounted } from './read-counted.ts'
import { columnsOf, type TargetRow } from './read-targets.ts'
import { foldDigest } from './prepared-digest.ts'
import { tallyMessage, untallyMessage, type Tally } from './tally.ts'
import { digestOf, writeShare, type WrittenText } from './write-texts.ts'

/** A message that is to get another text of a test, or to be held back where that is null. */
export interface ShareMove {
  readonly messageId: number
  readonly to: number | null
}

/** What a message is written anew with. */
export interface MovedOn {
  readonly plan: PreparationPlan
  readonly tally: Tally
  readonly readPerson: (personId: number) => TargetRow | undefined
}

/**
 * Prepares to give prepared messages another share of their test. Inside the caller's transaction.
 * @returns a function that says whether it was done: a text that cannot be sent to a person is not given to them
 */
export function moveShare(sql: Database, { plan, tally, readPerson }: MovedOn): (move: ShareMove) => boolean {
  const read = prepareCounted(sql)
  const rewrite = prepareRewrite(sql)
  const columns = columnsOf(plan)
  return ({ messageId, to }) => {
    const [before] = read([messageId])
    if (!before) return false
    const { personId, placeId, language, dueAt } = before
    const row = readPerson(personId)
    if (!row || Number(row[columns.id]) !== personId) return false
    const { message, held, causes } = writeShare(row, plan, { personId, share: to })
    if (!message || causes.length > 0) return false
    const test = to ?? undefined
    untallyMessage(tally, before)
    rewrite(messageId, { message, test, held, dueAt })
    tallyMessage(tally, { ...message, messageId, placeId, language, dueAt, test, held })
    foldDigest(tally, `share\n${personId}\n${digestOf(message, { test, held })}`)
    return true
  }
}

interface Rewritten {
  readonly message: WrittenText
  readonly test: number | undefined
  readonly held: readonly WrittenText[] | undefined
  readonly dueAt: number | undefined
}

function prepareRewrite(sql: Database): (messageId: number, to: Rewritten) => void {
  const forget = sql.prepare('DELETE FROM held_texts WHERE message_id = ?')
  const update = sql.prepare(
    `UPDATE messages SET text = ?, encoding = ?, parts = ?, variant = ?, test = ?, next_attempt_at = ?
     WHERE id = ?`,
  )
  const insertHeld = sql.prepare('INSERT INTO held_texts VALUES (?, ?, ?, ?, ?, ?, ?)')
  return (messageId, { message, test, held, dueAt = 0 }) => {
    const { text, encoding, parts, variant } = message
    forget.run(messageId)
    update.run(text, encoding, parts, variant, test ?? null, held ? heldUntil : dueAt, messageId)
    for (const [position, each] of (held ?? []).entries()) {
      insertHeld.run(messageId, position, each.text, each.encoding, each.parts, each.variant, dueAt)
    }
  }
}
