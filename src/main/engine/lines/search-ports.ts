import type { EngineContext } from '../context.ts'
import { probePort, type ProbedModem } from '../transports/gsm-modem/probe-port.ts'
import { chooseModems, listFreePorts, type ListPorts } from './find-modems.ts'

/** Looks for modems as often as a person's screen asks. */
export interface Searcher {
  /** @param again asks also at ports that were asked before */
  find(again: boolean): Promise<ProbedModem[]>
}

/** A port is asked once for as long as it is there: opening a port may disturb whatever else is behind it. */
export function createSearcher(
  context: Pick<EngineContext, 'clock' | 'log' | 'workspace' | 'openSerial'>,
  listPorts?: ListPorts,
): Searcher {
  const asked = new Map<string, Promise<ProbedModem | undefined>>()
  return {
    async find(again) {
      const ports = await listFreePorts(context, listPorts)
      for (const path of asked.keys()) if (again || !ports.includes(path)) asked.delete(path)
      return chooseModems(
        await Promise.all(
          ports.map(path => {
            const answer = asked.get(path) ?? probePort(path, context)
            asked.set(path, answer)
            return answer
          }),
        ),
      )
    },
  }
}
