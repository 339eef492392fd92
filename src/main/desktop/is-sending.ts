import { setTimeout as wait } from 'node:timers/promises'
import type { EngineThread } from '../host/engine-thread.ts'

/** An engine that is busier than that does not hold up whoever wants to quit. */
const longestMs = 2000

/** Whether an engine is sending anything. */
export async function isSending(engine: EngineThread): Promise<boolean> {
  const client = engine.openClient()
  try {
    const page = client.call('deliveries.page', { states: ['sending'], withExecutions: true, limit: 1 })
    return await Promise.race([page.then(({ total }) => total > 0), wait(longestMs, false)])
  } finally {
    client.close()
  }
}
