import type { CampanileClient } from '../../src/shared/contract/index.ts'

const everyMs = 20

/** How long calls had to wait while something else was done. */
export interface Waits {
  /** The longest time from when a call was due until it was answered. */
  readonly waitMs: number
  /** The most processor time that the thread spent between two calls: the wait on a machine without other work. */
  readonly heldMs: number
}

/** Reads a person every 20 ms, as a window would; the returned function ends it. */
export function watchCalls(client: CampanileClient, personId: number): () => Promise<Waits> {
  let waitMs = 0
  let heldMs = 0
  const stopping = new AbortController()
  async function watch(): Promise<void> {
    for (let used = readUsed(); !stopping.signal.aborted;) {
      const due = performance.now() + everyMs
      await new Promise(resolve => setTimeout(resolve, everyMs))
      await client.call('people.get', { id: personId }).catch(() => undefined)
      waitMs = Math.max(waitMs, performance.now() - due)
      const before = used
      used = readUsed()
      heldMs = Math.max(heldMs, used - before)
    }
  }
  const watching = watch()
  return async () => {
    stopping.abort()
    await watching
    return { waitMs: Math.round(waitMs), heldMs: Math.round(heldMs) }
  }
}

/** Processor time of this thread so far, in ms. */
function readUsed(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
