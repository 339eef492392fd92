import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../context.ts'
import { countMessages, sumOf } from '../deliveries/count-messages.ts'
import { tryMoveDelivery } from '../deliveries/move-delivery.ts'
import { breathe } from '../people/breathe.ts'
import { clearPrepared } from './clear-prepared.ts'
import { readPlan, type PreparationPlan } from './preparation-plan.ts'
import { readTerms } from './read-terms.ts'
import { columnsOf, prepareTargets } from './read-targets.ts'
import { concludeTally, samplesOf, startTally, type Tally } from './tally.ts'
import { preparePageWriter } from './write-page.ts'

/** People in the first page; the size then follows how long pages take. */
const firstPageSize = 1000
/** At most five pushes a second. */
const progressEveryMs = 200

/**
 * Prepares a delivery that is in `preparing` from scratch and makes it `ready`: goes through the frozen target in
 * order of person id, writes a ledger row or the causes of exclusion for each, and adds everything up.
 * Stops between two pages when the signal says so and leaves what it wrote.
 * @throws UserError of `readPlan`
 */
export async function prepareDelivery(
  context: EngineContext,
  deliveryId: number,
  signal: AbortSignal,
): Promise<void> {
  const { sql } = context.workspace
  const plan = readPlan(sql, deliveryId)
  await clearPrepared(sql, deliveryId, () => !signal.aborted)
  const tally = startTally()
  await writePages(context, { plan, tally, signal })
  if (signal.aborted) return
  sql.transaction(() => finish(context, plan, tally))()
}

async function writePages(
  context: EngineContext,
  { plan, tally, signal }: { plan: PreparationPlan; tally: Tally; signal: AbortSignal },
): Promise<void> {
  const { sql } = context.workspace
  const readPage = prepareTargets(sql, plan)
  const writePage = sql.transaction(preparePageWriter(sql, plan, tally))
  const columns = columnsOf(plan)
  const tell = createProgress(context, plan)
  let pageSize = firstPageSize
  for (let after = 0; !signal.aborted;) {
    const startedAt = context.clock.now()
    const rows = readPage(after, pageSize)
    const last = rows.at(-1)
    if (!last) return
    after = Number(last[columns.id])
    writePage.immediate(rows, startedAt)
    pageSize = nextPageSize(pageSize, context.clock.now() - startedAt)
    tell(tally.targeted)
    await breathe()
  }
}

/**
 * Keeps a page between 10 and 40 ms, so that other calls need not wait. Never fewer than a thousand people: each commit
 * writes the pages of the index on numbers anew, which lie everywhere, so small pages make a slow machine slower. A clock
 * that stands still, as in a rehearsal, says nothing about that.
 */
function nextPageSize(size: number, tookMs: number): number {
  if (tookMs > 40) return Math.max(1000, Math.floor(size / 2))
  return tookMs > 0 && tookMs < 10 ? Math.min(4000, size * 2) : size
}

function createProgress(context: EngineContext, plan: PreparationPlan): (done: number) => void {
  let toldAt = Number.NEGATIVE_INFINITY
  return done => {
    const now = context.clock.now()
    if (now - toldAt < progressEveryMs) return
    toldAt = now
    context.publish('delivery.preparation-progressed', { id: plan.deliveryId, done, of: plan.expected })
  }
}

/** Freezes the line: as it is at this moment, whatever it was when the first page was written. */
function finish(context: EngineContext, plan: PreparationPlan, tally: Tally): void {
  const { deliveryId: id } = plan
  const terms = readTerms(context.workspace.sql, plan.settings)
  const preparation = concludeTally(tally, plan, { terms, preparedAt: context.clock.now() })
  const rows = sumOf(countMessages(context.workspace.sql, id))
  if (rows !== preparation.toDeliver) throw new Error(`${rows} messages for ${preparation.toDeliver} people`)
  writePlaces(context.workspace.sql, id, tally)
  const { digest } = preparation
  const set = { preparation, digest, samples: samplesOf(tally), lineId: terms.lineId, trouble: null }
  tryMoveDelivery(context, { id, move: 'finish', set })
}

/** What waits for the morning and what may leave is told from this, place by place. */
function writePlaces(sql: Database, deliveryId: number, { places }: Tally): void {
  sql.prepare('DELETE FROM delivery_places WHERE delivery_id = ?').run(deliveryId)
  const insert = sql.prepare('INSERT INTO delivery_places VALUES (?, ?, ?, ?)')
  for (const [placeId, { messages, parts }] of places) insert.run(deliveryId, placeId, messages, parts)
}
