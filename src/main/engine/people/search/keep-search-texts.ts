import type { EngineContext } from '../../context.ts'
import { makeMissingTexts } from './text-blocks.ts'

/** So long after people have changed: an import announces itself once, and typing in a form is over by then. */
const restMs = 1000

/**
 * Makes the texts that people are searched by after start and whenever people have changed, so that no search has to wait
 * for them: nearly two seconds for a million who are new. A search never depends on it.
 * @returns a function that ends it
 */
export function keepSearchTexts(context: EngineContext): () => Promise<void> {
  let isStopped = false
  let underway: Promise<void> = Promise.resolve()
  let cancel = context.clock.after(restMs, begin)

  function begin(): void {
    underway = underway.then(() => makeTexts(context, () => isStopped))
  }
  const deafen = context.hear('people.changed', () => {
    cancel()
    cancel = context.clock.after(restMs, begin)
  })
  return async () => {
    isStopped = true
    deafen()
    cancel()
    await underway
  }
}

async function makeTexts({ workspace, log }: EngineContext, isStopped: () => boolean): Promise<void> {
  try {
    await makeMissingTexts(workspace.sql, isStopped)
  } catch (error) {
    log.warn('the texts for searching could not be made', { error: String(error) })
  }
}
