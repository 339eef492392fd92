import type { Database } from 'better-sqlite3'
import type { TestNumber } from '../../../shared/contract/proofs.ts'
import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import type { PreparedCopies } from '../../../shared/contract/prepared-copies.ts'
import type { TesterGap } from '../../../shared/delivery/tester-settings.ts'
import { costOf } from '../../../shared/lines/price-list.ts'
import { measureText } from '../../../shared/sms/measure-text.ts'
import { findSuppression } from '../consent/suppressions.ts'
import { createContentReader, type ContentReader } from '../content/content-reader.ts'
import { lotOf, lots } from '../preparation/lot-of.ts'
import type { PreparationPlan } from '../preparation/preparation-plan.ts'
import { countryOfNumber } from '../timing/places.ts'
import { renderTester } from './render-tester.ts'
import { listTestNumbers } from './test-numbers.ts'
import { nobody } from './write-proof.ts'

type Plan = Pick<
  PreparationPlan,
  'deliveryId' | 'populationId' | 'content' | 'settings' | 'template' | 'takesSender'
>

/** What test people will get, and in which words: a confirmation is about those as well. */
export interface WrittenCopies {
  readonly copies: PreparedCopies
  readonly texts: readonly string[]
}

/**
 * Writes down what the chosen test people will get when a delivery is sent, from the people whose messages are prepared.
 * Who gets the message anyway gets no copy, nor does a number that must not be texted.
 * @returns undefined where nobody was chosen
 */
export function prepareCopies(sql: Database, plan: Plan, terms: LineTerms): WrittenCopies | undefined {
  const { deliveryId: id, settings, content, populationId, template } = plan
  sql.prepare('DELETE FROM delivery_copies WHERE delivery_id = ?').run(id)
  const chosen = new Set(settings.testers?.testerIds)
  if (chosen.size === 0) return undefined
  const reader = createContentReader(sql, { content, source: { populationId }, compiled: template })
  const insert = sql.prepare('INSERT INTO delivery_copies VALUES (?, ?, ?, ?, ?)')
  const leftOut: PreparedCopies['leftOut'] = []
  const written: { readonly phone: string; readonly text: string; readonly sender: string | null }[] = []
  for (const tester of listTestNumbers(sql).filter(number => chosen.has(number.id))) {
    const { phone, name } = tester
    const copy = writeCopy(sql, { id, reader, tester, named: plan.takesSender })
    if ('why' in copy) leftOut.push({ phone, name, why: copy.why })
    else {
      const { text, sender } = copy
      insert.run(id, phone, copy.personId, text, sender)
      written.push({ phone, text, sender })
    }
  }
  return {
    copies: { ...sumUp(written, terms), leftOut },
    texts: written.map(({ phone, text, sender }) => `${phone} ${sender ?? ''}\n${text}`),
  }
}

function sumUp(
  written: readonly { readonly phone: string; readonly text: string }[],
  terms: LineTerms,
): Omit<PreparedCopies, 'leftOut'> {
  const to = written.map(({ phone, text }) => {
    return { country: countryOfNumber(phone), messages: 1, parts: measureText(text).parts }
  })
  const parts = to.reduce((sum, each) => sum + each.parts, 0)
  return { messages: written.length, parts, cost: costOf(terms, to) }
}

interface WrittenCopy {
  readonly text: string
  readonly sender: string | null
  readonly personId: number
}

interface CopyGround {
  readonly id: number
  readonly reader: ContentReader
  readonly tester: TestNumber
  readonly named: boolean
}

function writeCopy(
  sql: Database,
  { id, reader, tester, named }: CopyGround,
): { readonly why: TesterGap } | WrittenCopy {
  if (findSuppression(sql, tester.phone) !== null) return { why: 'suppressed' }
  const inAudience = sql.prepare('SELECT 1 FROM delivery_recipients WHERE delivery_id = ? AND recipient = ?')
  if (inAudience.get(id, tester.phone)) return { why: 'in-audience' }
  const fillerId = findFiller(sql, id, tester.id)
  const filler = fillerId === undefined ? undefined : reader.read([fillerId])[0]
  const own = renderTester(reader.compiled, tester, { filler, named, deliveryId: id })
  if ('why' in own) return { why: own.why }
  return { text: own.text, sender: own.sender, personId: own.isFilled ? (fillerId ?? nobody) : nobody }
}

/** Somebody who gets a message, as if by chance, and the same each time: preparing again comes to the same. */
function findFiller(sql: Database, deliveryId: number, testerId: number): number | undefined {
  const range = sql
    .prepare('SELECT min(id) first, max(id) last FROM messages WHERE delivery_id = ?')
    .get(deliveryId) as { first: number | null; last: number | null }
  if (range.first === null || range.last === null) return undefined
  const share = lotOf(deliveryId, testerId) / lots
  const from = range.first + Math.floor((range.last - range.first + 1) * share)
  return sql
    .prepare(
      `SELECT person_id FROM messages WHERE delivery_id = ? AND state = 'queued' AND id >= ? ORDER BY id LIMIT 1`,
    )
    .pluck()
    .get(deliveryId, from) as number | undefined
}
