import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { EngineContext } from '../context.ts'
import { tryMoveDelivery } from '../deliveries/move-delivery.ts'
import { breathe } from '../people/breathe.ts'

/** Takes what was prepared as confirmed and sent, in the time that its line needs for it. */
export interface Sending {
  /** Begins with what is ready, and delivers what is over. */
  goOn(signal: AbortSignal): Promise<void>
}

interface Ready {
  readonly id: number
  readonly preparation: string
}

/** Messages of one piece. */
const messagesAtOnce = 1000

/** Nothing is sent: no line is opened, and what is prepared becomes delivered at its moment. */
export function createSending(context: EngineContext): Sending {
  const { workspace, clock } = context
  const over: number[] = []
  const findReady = workspace.sql.prepare("SELECT id, preparation FROM deliveries WHERE state = 'ready'")

  function begin({ id, preparation }: Ready): void {
    const { toDeliver, durationMs } = JSON.parse(preparation) as Preparation
    // Nobody could confirm one without people; it would be discarded.
    const move = toDeliver > 0 ? 'confirm' : 'stop'
    if (!tryMoveDelivery(context, { id, move, set: { confirmedAt: clock.now() } })) return
    if (move === 'confirm') clock.after(durationMs ?? 0, () => over.push(id))
  }

  return {
    async goOn(signal) {
      for (const ready of findReady.all() as Ready[]) begin(ready)
      for (let id = over.shift(); id !== undefined; id = over.shift()) await deliver(context, id, signal)
    },
  }
}

async function deliver(context: EngineContext, id: number, signal: AbortSignal): Promise<void> {
  const { workspace, clock } = context
  const piece = workspace.sql.prepare(
    `UPDATE messages SET state = 'delivered', accepted_at = @now, settled_at = @now, changed_at = @now
     WHERE id IN (SELECT id FROM messages WHERE delivery_id = @id AND state = 'queued' LIMIT @limit)`,
  )
  const given = { id, now: clock.now(), limit: messagesAtOnce }
  while (piece.run(given).changes > 0) {
    await breathe()
    signal.throwIfAborted()
  }
  tryMoveDelivery(context, { id, move: 'complete', set: { finishedAt: clock.now() } })
}
