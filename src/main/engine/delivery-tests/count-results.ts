import type { Database } from 'better-sqlite3'
import type { TestMeasure, TestTextResult } from '../../../shared/contract/delivery-tests.ts'
import { compareShares, type Comparison } from '../../../shared/delivery/compare-shares.ts'
import type { MessageState } from '../../../shared/lifecycles/message.ts'
import { countReacted } from './reacted.ts'

/** States of messages that have not left, or of which nobody knows whether they did. */
const stayed: ReadonlySet<MessageState> = new Set(['queued', 'claimed', 'cancelled', 'expired', 'unknown'])

interface Counted {
  readonly test: number
  readonly n: number
}

/** What became of each text of a test so far. */
export function countResults(sql: Database, deliveryId: number, texts: number): TestTextResult[] {
  const states = sql
    .prepare(
      `SELECT test, state, count(*) n FROM messages INDEXED BY messages_by_test
       WHERE delivery_id = ? AND test IS NOT NULL GROUP BY test, state`,
    )
    .all(deliveryId) as (Counted & { readonly state: MessageState })[]
  const replies = countReacted(sql, deliveryId, 'replied')
  const clicks = countReacted(sql, deliveryId, 'clicked')
  return Array.from({ length: texts }, (_, test) => {
    const own = states.filter(row => row.test === test)
    return {
      messages: sum(own),
      sent: sum(own.filter(({ state }) => !stayed.has(state))),
      delivered: sum(own.filter(({ state }) => state === 'delivered')),
      replies: sum(replies.filter(row => row.test === test)),
      clicks: sum(clicks.filter(row => row.test === test)),
    }
  })
}

/** Which text does best by each measure, and whether that may be chance. */
export function compareResults(texts: readonly TestTextResult[]): Record<TestMeasure, Comparison> {
  const by = (measure: TestMeasure): Comparison =>
    compareShares(texts.map(text => ({ hits: text[measure], of: text.sent })))
  return { delivered: by('delivered'), replies: by('replies'), clicks: by('clicks') }
}

function sum(rows: readonly { readonly n: number }[]): number {
  return rows.reduce((all, { n }) => all + n, 0)
}
