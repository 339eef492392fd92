import type { EngineContext } from '../context.ts'
import { probePort, type ProbedModem } from '../transports/gsm-modem/probe-port.ts'
import { chooseModems, sortPorts, type ListPorts } from './find-modems.ts'
import { physicalAddress } from './physical-address.ts'

/** A stick that was just plugged in may take so long to start, in tries one after the other. */
const mostTries = 3
const nextTryMs = 10_000

/** Looks for modems as often as anybody asks. */
export interface Searcher {
  /** @param again asks also at ports that were asked before */
  find(again: boolean): Promise<ProbedModem[]>
  /** What answered at a port when it was last asked, at once or as soon as it has; also where a line holds it by now. */
  lastAnswer(address: string): Promise<ProbedModem | undefined>
}

interface Asked {
  readonly at: number
  readonly tries: number
  readonly answer: Promise<ProbedModem | undefined>
  isSilent: boolean
}

/**
 * A port that has answered, or has kept silent several times, is left alone for as long as it is there: opening a port may
 * disturb whatever else is behind it.
 */
export function createSearcher(
  context: Pick<EngineContext, 'clock' | 'log' | 'workspace' | 'openSerial'>,
  listPorts?: ListPorts,
): Searcher {
  const asked = new Map<string, Asked>()
  const now = (): number => context.clock.now()

  function ask(path: string, again: boolean): Promise<ProbedModem | undefined> {
    const before = again ? undefined : asked.get(path)
    const isDue = before?.isSilent === true && before.tries < mostTries && now() - before.at >= nextTryMs
    if (before !== undefined && !isDue) return before.answer
    const entry = {
      at: now(),
      tries: (before?.tries ?? 0) + 1,
      answer: probePort(path, context),
      isSilent: false,
    }
    asked.set(path, entry)
    void entry.answer.then(modem => (entry.isSilent = modem === undefined))
    return entry.answer
  }

  return {
    async find(again) {
      const { free, held } = await sortPorts(context, listPorts)
      const present = new Set([...free, ...held])
      for (const path of asked.keys()) if (!present.has(path)) asked.delete(path)
      return chooseModems(await Promise.all(free.map(path => ask(path, again))))
    },
    async lastAnswer(address) {
      const wanted = physicalAddress('gsm-modem', { address })
      const path = [...asked.keys()].find(key => physicalAddress('gsm-modem', { address: key }) === wanted)
      return path === undefined ? undefined : asked.get(path)?.answer
    },
  }
}
