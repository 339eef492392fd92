import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../context.ts'
import { countMessages, sumOf } from '../deliveries/count-messages.ts'
import { tryMoveDelivery } from '../deliveries/move-delivery.ts'
import { beginTest } from '../delivery-tests/begin-test.ts'
import { breathe } from '../people/breathe.ts'
import { prepareCopies } from '../proofs/prepare-copies.ts'
import { forgetCheckpoint, prepareCheckpoints, readCheckpoint, type Checkpoint } from './checkpoint.ts'
import { dropAddressed, gatherAddressed } from '../series/gather-addressed.ts'
import { settleExecution } from '../series/settle-execution.ts'
import { clearPrepared } from './clear-prepared.ts'
import { gatherContacts } from './contacts.ts'
import { drawControlGroup } from './control-group.ts'
import { evenShares } from './even-shares.ts'
import { openRecipients, type Recipients } from './open-recipients.ts'
import { readPlan, type PreparationPlan } from './preparation-plan.ts'
import { createProgress } from './preparation-progress.ts'
import { readTerms } from './read-terms.ts'
import { readCountries } from '../timing/places.ts'
import { chooseLanes, writePool } from './choose-lanes.ts'
import { columnsOf, prepareTargets } from './read-targets.ts'
import { pricerOf } from './price-places.ts'
import { concludeRules } from './tally-exclusion.ts'
import { concludeTally, placesOf, samplesOf, startTally, type Tally } from './tally.ts'
import { writeCells } from './write-cells.ts'
import { preparePageWriter } from './write-page.ts'

/** People in the first page; the size then follows how long pages take. */
const firstPageSize = 1000

/** A preparation that is under way. */
interface Progress {
  readonly plan: PreparationPlan
  readonly tally: Tally
  readonly signal: AbortSignal
  after: number
  readonly counted: Checkpoint['counted']
  /** Writes down how far it is, in the transaction of what was done. */
  readonly note: () => void
}

/**
 * Prepares a delivery that is in `preparing` and makes it `ready`: goes through the frozen target in order of person
 * id, writes a ledger row or the causes of exclusion for each, draws the control group, and adds everything up. Goes on
 * where it was cut off, if nothing was changed since. Stops between two pages when the signal says so and leaves what
 * it wrote.
 * @throws UserError of `readPlan`
 */
export async function prepareDelivery(
  context: EngineContext,
  deliveryId: number,
  signal: AbortSignal,
): Promise<void> {
  const { sql } = context.workspace
  try {
    const progress = await begin(context, deliveryId, signal)
    const recipients = await writeMessages(context, progress)
    signal.throwIfAborted()
    sql.transaction(() => finish(context, { ...progress, recipients }))()
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** Takes up what was written down, or clears away what is there and begins. */
async function begin(context: EngineContext, deliveryId: number, signal: AbortSignal): Promise<Progress> {
  const { sql } = context.workspace
  const now = context.clock.now()
  const fresh = readPlan(sql, deliveryId, context.clock)
  const found = readCheckpoint(sql, fresh)
  const plan = found ? { ...fresh, contactAt: found.contactAt } : fresh
  const write = prepareCheckpoints(sql, plan)
  if (!found) {
    forgetCheckpoint(sql, deliveryId)
    await clearPrepared(sql, deliveryId, () => !signal.aborted)
    signal.throwIfAborted()
  }
  const counted = plan.caps.length === 0 ? null : { deliveries: countConfirmed(context), at: now }
  const progress: Progress = {
    plan,
    signal,
    tally: found?.tally ?? startTally(),
    after: found?.after ?? 0,
    counted: found?.counted ?? counted,
    note: () => write(progress),
  }
  return progress
}

/** How many deliveries have ever been confirmed: another number, and somebody else may have been texted. */
function countConfirmed({ workspace }: EngineContext): number {
  const count = 'SELECT count(*) FROM deliveries WHERE confirmed_at IS NOT NULL'
  return Number(workspace.sql.prepare(count).pluck().get())
}

/** @returns how many numbers have a message */
async function writeMessages(context: EngineContext, progress: Progress): Promise<number> {
  const { sql } = context.workspace
  const { plan, signal } = progress
  const recipients = await openRecipients(sql, plan.deliveryId, signal)
  try {
    await writePages(context, progress, recipients)
    await drawControlGroup(context, progress)
    await evenShares(context, progress)
    await chooseLanes(sql, plan, signal)
    return await recipients.write(signal)
  } finally {
    recipients.drop()
  }
}

async function writePages(context: EngineContext, progress: Progress, recipients: Recipients): Promise<void> {
  const { sql } = context.workspace
  const { tally, signal } = progress
  const addressed = await gatherAddressed(sql, progress.plan, signal)
  const plan = { ...progress.plan, addressed }
  const contacts = await gatherContacts(context, plan, signal)
  try {
    const readPage = prepareTargets(sql, plan, contacts)
    const write = preparePageWriter(sql, plan, { tally, recipients })
    const columns = columnsOf(plan)
    const tell = createProgress(context, plan, tally.targeted)
    const writePage = sql.transaction((rows: ReturnType<typeof readPage>, now: number) => {
      write(rows, now)
      progress.after = Number(rows.at(-1)?.[columns.id])
      progress.note()
    })
    let pageSize = firstPageSize
    for (;;) {
      signal.throwIfAborted()
      const startedAt = context.clock.now()
      const rows = readPage(progress.after, pageSize)
      if (rows.length === 0) return
      writePage.immediate(rows, startedAt)
      pageSize = nextPageSize(pageSize, context.clock.now() - startedAt)
      tell(tally.targeted)
      await breathe()
    }
  } finally {
    if (sql.open) {
      contacts?.drop()
      dropAddressed(sql, addressed)
    }
  }
}

/**
 * Keeps a page between 10 and 40 ms, so that other calls need not wait. Never fewer than a thousand people, and always
 * whole thousands, as the digest is made of those. A clock that stands still, as in a rehearsal, says nothing about the time.
 */
function nextPageSize(size: number, tookMs: number): number {
  if (tookMs > 40) return Math.max(1000, size / 2)
  return tookMs > 0 && tookMs < 10 ? Math.min(4000, size * 2) : size
}

/** Freezes the line: as it is at this moment, whatever it was when the first page was written. */
function finish(
  context: EngineContext,
  { plan, tally, counted, recipients }: Progress & { readonly recipients: number },
): void {
  const { deliveryId: id } = plan
  const { sql } = context.workspace
  const terms = readTerms(sql, plan.settings)
  const preparedAt = context.clock.now()
  const written = prepareCopies(sql, plan, terms)
  const on = { terms, preparedAt, counted: counted ?? undefined, countries: readCountries(sql), written }
  const applied = concludeRules(sql, plan, tally)
  const preparation = { ...concludeTally(tally, plan, on), ...(applied && { applied }) }
  const rows = sumOf(countMessages(sql, id))
  if (rows !== preparation.toDeliver || recipients !== rows) {
    throw new Error(`${rows} messages and ${recipients} numbers for ${preparation.toDeliver} people`)
  }
  writePlaces(sql, id, placesOf(tally, pricerOf(terms, on.countries)))
  writeCells(sql, id, tally)
  writePool(sql, id, terms)
  beginTest(sql, id, preparation)
  const { digest } = preparation
  const set = { preparation, digest, samples: samplesOf(tally), lineId: terms.lineId, trouble: null }
  if (tryMoveDelivery(context, { id, move: 'finish', set })) settleExecution(context, id)
  forgetCheckpoint(sql, id)
}

/** What waits for the morning and what may leave is told from this, place by place. */
function writePlaces(sql: Database, deliveryId: number, places: ReturnType<typeof placesOf>): void {
  sql.prepare('DELETE FROM delivery_places WHERE delivery_id = ?').run(deliveryId)
  const insert = sql.prepare('INSERT INTO delivery_places VALUES (?, ?, ?, ?)')
  for (const [placeId, { messages, parts }] of Object.entries(places)) {
    if (messages > 0) insert.run(deliveryId, Number(placeId), messages, parts)
  }
}
