import type { EngineContext } from '../../src/main/engine/context.ts'
import { createPreparations } from '../../src/main/engine/preparation/create-preparations.ts'
import { timed } from '../benchmark.ts'
import { watchWaits } from './watch-waits.ts'

/** Prepares the delivery of `createPreparable`, and throws where it is not ready after that. */
export async function prepareDelivery(
  context: EngineContext,
): Promise<{ seconds: number; messages: number; longestWaitMs: number }> {
  const preparations = createPreparations(context)
  const longestWait = watchWaits()
  const seconds = await timed(async () => {
    preparations.start(1)
    await preparations.whenSettled(1)
  })
  const longestWaitMs = longestWait()
  const query = `SELECT state, (SELECT count(*) FROM messages WHERE delivery_id = 1) messages
    FROM deliveries WHERE id = 1`
  const { state, messages } = context.workspace.sql.prepare(query).get() as {
    state: string
    messages: number
  }
  if (state !== 'ready') throw new Error(`the delivery is ${state}`)
  return { seconds, messages, longestWaitMs }
}
