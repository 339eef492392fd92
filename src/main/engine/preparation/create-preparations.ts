import Sqlite from 'better-sqlite3'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import type { Trouble } from '../database/trouble.ts'
import { moveDelivery, tryMoveDelivery, unprepared } from '../deliveries/move-delivery.ts'
import { retryMs } from '../scheduler/create-watch.ts'
import { createTurns } from '../series/create-turns.ts'
import { reportBug } from '../report-bug.ts'
import { createDeliveryJobs } from './delivery-jobs.ts'
import { forgetCheckpoint } from './checkpoint.ts'
import { findOutdated } from './find-outdated.ts'
import { prepareDelivery } from './prepare-delivery.ts'
import { findUnswept, sweepDelivery } from './sweep-delivery.ts'

/**
 * Prepares deliveries in the background, one job a delivery; those that wait for a confirmation once more, by itself, when
 * their line, the rules or the caps change, or when somebody of theirs is texted by another delivery. Where a full or busy disk
 * does not even take that one has failed, it goes on where it was a little later.
 */
export interface Preparations {
  /** Takes up what was cut off, where it was. */
  recover(): void
  /**
   * Begins to prepare.
   * @throws UserError `delivery/cannot-prepare`, `delivery/not-found`
   */
  start(deliveryId: number): void
  /**
   * Ends a preparation; the delivery is a draft again.
   * @throws UserError `delivery/cannot-cancel`
   */
  cancel(deliveryId: number): void
  /** Resolves when nothing is being done to the delivery any more. */
  whenSettled(deliveryId: number): Promise<void>
  /** Resolves when nothing is being prepared or swept. */
  whenIdle(): Promise<void>
  /** Removes or cancels, in the background, messages that should not be there in the delivery's state. */
  sweep(deliveryId: number): void
  /** Cuts everything off; a preparation stays as it is and is taken up by `recover`. */
  stop(): Promise<void>
}

/** Sets up the preparations of an engine; nothing runs until it is told to. */
export function createPreparations(context: EngineContext): Preparations {
  const jobs = createDeliveryJobs((id, error) => {
    reportBug(context, 'preparation', { error, delivery: id })
    if (error instanceof Sqlite.SqliteError) context.clock.after(retryMs, () => takeUp(id))
  })
  const takeTurn = createTurns(context.workspace.sql)
  const prepare = (id: number) =>
    jobs.enqueue(id, signal => takeTurn(id, () => runPreparation(context, id, signal)))
  const sweep = (id: number) => jobs.enqueue(id, signal => sweepDelivery(context, id, signal))
  const takeUp = (id: number) => {
    if (context.workspace.sql.open) (findPreparing(context).includes(id) ? prepare : sweep)(id)
  }
  const start = (id: number) => {
    moveDelivery(context, { id, move: 'prepare', set: unprepared })
    forgetCheckpoint(context.workspace.sql, id)
    prepare(id)
  }
  const renew = () => findOutdated(context.workspace.sql).forEach(start)
  const stopHearing = hearChanges(context, renew)
  return {
    recover() {
      findPreparing(context).forEach(prepare)
      findUnswept(context).forEach(sweep)
      renew()
    },
    start,
    cancel(id) {
      moveDelivery(context, { id, move: 'cancel' })
      jobs.abort(id)
      sweep(id)
    },
    sweep,
    whenSettled: jobs.whenSettled,
    whenIdle: jobs.whenIdle,
    stop() {
      stopHearing()
      return jobs.stop()
    },
  }
}

/** Calls whenever something has changed that deliveries were prepared with. */
function hearChanges(context: EngineContext, changed: () => void): () => void {
  const stops = [
    context.hear('line.changed', changed),
    context.hear('deliveryRules.changed', changed),
    context.hear('delivery.changed', ({ id }) => {
      if (isConfirmed(context, id)) changed()
    }),
  ]
  return () => stops.forEach(stop => stop())
}

function isConfirmed({ workspace }: EngineContext, id: number): boolean {
  const confirmed = 'SELECT 1 FROM deliveries WHERE id = ? AND confirmed_at IS NOT NULL'
  return workspace.sql.prepare(confirmed).get(id) !== undefined
}

async function runPreparation(context: EngineContext, id: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  try {
    await prepareDelivery(context, id, signal)
  } catch (error) {
    const failed = tryMoveDelivery(context, {
      id,
      move: 'fail',
      set: { trouble: explain(context, id, error) },
    })
    if (failed) await sweepDelivery(context, id, signal)
  }
}

function findPreparing({ workspace }: EngineContext): number[] {
  return workspace.sql
    .prepare("SELECT id FROM deliveries WHERE state = 'preparing'")
    .pluck()
    .all() as number[]
}

function explain(context: EngineContext, id: number, error: unknown): Trouble {
  if (error instanceof UserError) return { code: error.code, data: error.data }
  if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_FULL') {
    return { code: 'workspace/disk-full', data: { path: context.workspace.path } }
  }
  return {
    code: 'engine/bug',
    data: { reference: reportBug(context, 'preparation', { error, delivery: id }) },
  }
}
