import { addDuration } from '../../../shared/schedule/duration.ts'
import type { EngineContext } from '../context.ts'
import type { Cancel } from '../environment.ts'
import type { Outbox } from '../outbox/start-outbox.ts'
import { chooseByItself } from './choose-winner.ts'
import { releaseHeld } from './release-held.ts'
import { haveAllLeft, isHolding, listRunning, type TestRow } from './test-row.ts'

/** The clock of tests: sees when a test has left, chooses when its time has come, lets the others go. */
export interface DeliveryTests {
  /** Begins to look; what came due while nobody looked is dealt with. */
  start(): void
  stop(): Promise<void>
}

/** However far away the next moment is, the clock is looked at so often: it may be set, and the machine may sleep. */
const mostQuietMs = 60_000
/** After something went wrong, a full disk for one, it is tried again so much later. */
const retryMs = 30_000

/** Sets up the clock of tests; it does nothing before it is started. */
export function createTests(context: EngineContext, outbox: Pick<Outbox, 'wake'>): DeliveryTests {
  const { clock } = context
  const abort = new AbortController()
  let cancel: Cancel | undefined
  let isStarted = false
  let looking = Promise.resolve()
  const given = { signal: abort.signal, released: () => outbox.wake() }

  function setAlarm(ms: number): void {
    cancel?.()
    if (isStarted && !abort.signal.aborted)
      cancel = clock.after(ms, () => void (looking = looking.then(look)))
  }

  async function look(): Promise<void> {
    if (abort.signal.aborted) return
    try {
      for (const row of listRunning(context.workspace.sql)) await settle(context, row, given)
      const next = findNext(context)
      if (next !== undefined) setAlarm(Math.min(Math.max(0, next - clock.now()), mostQuietMs))
    } catch (error) {
      context.log.error('clock of tests failed', { stack: stackOf(error) })
      setAlarm(retryMs)
    }
  }

  const stops = [
    context.hear('delivery.changed', () => setAlarm(0)),
    context.hear('delivery.progressed', () => setAlarm(0)),
  ]
  return {
    start() {
      isStarted = true
      setAlarm(0)
    },
    async stop() {
      abort.abort()
      stops.forEach(stop => stop())
      cancel?.()
      await looking
    },
  }
}

async function settle(
  context: EngineContext,
  row: TestRow,
  given: Parameters<typeof releaseHeld>[2],
): Promise<void> {
  if (row.winner !== null) {
    if (!isHolding(context.workspace.sql, row.deliveryId)) return
    await releaseHeld(context, row, given)
    context.publish('delivery.changed', { id: row.deliveryId })
  } else if (row.sentAt === null) noteSent(context, row)
  else if (row.askedAt === null && (decisionOf(context, row) ?? 0) <= context.clock.now())
    chooseByItself(context, row)
}

/** When a text is chosen by itself; undefined where it is not, or where it cannot be told yet. */
export function decisionOf(
  { clock }: EngineContext,
  { test, sentAt, timeZone }: TestRow,
): number | undefined {
  if (sentAt === null || !test.winner || test.winner.by === 'hand') return undefined
  return addDuration(sentAt, test.winner.after, timeZone ?? clock.timeZone())
}

function noteSent({ workspace, clock, publish }: EngineContext, row: TestRow): void {
  if (!haveAllLeft(workspace.sql, row)) return
  workspace.sql
    .prepare('UPDATE delivery_tests SET sent_at = ? WHERE delivery_id = ? AND sent_at IS NULL')
    .run(clock.now(), row.deliveryId)
  publish('delivery.changed', { id: row.deliveryId })
}

/** When there is something to look at again; undefined where no test is open. */
function findNext(context: EngineContext): number | undefined {
  const { sql } = context.workspace
  const moments = listRunning(sql).flatMap(row => {
    if (row.winner !== null) return isHolding(sql, row.deliveryId) ? [0] : []
    return row.askedAt === null ? [decisionOf(context, row) ?? Number.POSITIVE_INFINITY] : []
  })
  return moments.length === 0 ? undefined : Math.min(...moments)
}

function stackOf(error: unknown): string {
  return error instanceof Error ? String(error.stack) : String(error)
}
