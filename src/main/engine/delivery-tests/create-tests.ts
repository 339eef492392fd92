import { addDuration } from '../../../shared/schedule/duration.ts'
import type { EngineContext } from '../context.ts'
import type { Outbox } from '../outbox/start-outbox.ts'
import { createWatch, type Watch } from '../scheduler/create-watch.ts'
import { chooseByItself } from './choose-winner.ts'
import { releaseHeld } from './release-held.ts'
import { haveAllLeft, isHolding, listRunning, type TestRow } from './test-row.ts'

/** The clock of tests: sees when a test has left, chooses when its time has come, lets the others go. */
export function createTests(context: EngineContext, outbox: Pick<Outbox, 'wake'>): Watch {
  return createWatch(context, {
    name: 'tests',
    hears: ['delivery.changed', 'delivery.progressed'],
    async look(signal) {
      const given = { signal, released: () => outbox.wake() }
      for (const row of listRunning(context.workspace.sql)) await settle(context, row, given)
      return findNext(context)
    },
  })
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
