import type { EngineContext } from '../context.ts'
import { listPorts as listSystemPorts, type FoundPort } from '../transports/gsm-modem/list-ports.ts'
import type { ProbedModem } from '../transports/gsm-modem/probe-port.ts'
import { listLineRows } from './line-row.ts'
import { physicalAddress } from './physical-address.ts'

/** How ports are looked for. */
export type ListPorts = () => Promise<readonly FoundPort[]>

/** The ports that are there: those that a line holds, and the others. */
export async function sortPorts(
  { workspace }: Pick<EngineContext, 'workspace'>,
  listPorts: ListPorts = listSystemPorts,
): Promise<{ readonly free: string[]; readonly held: string[] }> {
  const taken = new Set(listLineRows(workspace.sql).map(addressOf))
  const isTaken = (path: string): boolean => taken.has(physicalAddress('gsm-modem', { address: path }))
  const paths = (await listPorts()).map(({ path }) => path)
  return { free: paths.filter(path => !isTaken(path)), held: paths.filter(isTaken) }
}

/**
 * A stick shows several ports; the one that tells of incoming messages counts, and of those the last, which is where sticks
 * with three ports have it.
 */
export function chooseModems(probed: readonly (ProbedModem | undefined)[]): ProbedModem[] {
  const byModem = new Map<string, ProbedModem>()
  for (const modem of probed) {
    if (modem === undefined) continue
    const key = modem.identity.imei ?? modem.address
    const known = byModem.get(key)
    if (known === undefined || modem.canIndicate || !known.canIndicate) byModem.set(key, modem)
  }
  return [...byModem.values()]
}

function addressOf({ kind, settings }: { kind: string; settings: string }): string | undefined {
  return physicalAddress(kind, JSON.parse(settings) as Record<string, unknown>)
}
