import type { EngineContext } from '../context.ts'
import type { ProbedModem } from '../transports/gsm-modem/probe-port.ts'
import { isSameModem, readKnownSim, type KnownSim } from './known-sim.ts'
import type { LineLinks } from './line-links.ts'
import { listLineRows, type LineRow } from './line-row.ts'
import type { Searcher } from './search-ports.ts'

/** How modems are looked for, and what open lines know of theirs. */
export interface KnownWays {
  readonly searcher: Searcher
  readonly links: LineLinks
}

/**
 * Modems that belong to no line. A stick shows several ports: what a line has at one of them, open or not, is no other
 * modem at the next.
 * @param again asks also at ports that were asked before
 */
export async function findNewModems(
  context: Pick<EngineContext, 'workspace'>,
  ways: KnownWays,
  again: boolean,
): Promise<ProbedModem[]> {
  const found = await ways.searcher.find(again)
  const rows = listLineRows(context.workspace.sql).filter(({ kind }) => kind === 'gsm-modem')
  const owned = await Promise.all(rows.map(row => modemOf(context, ways, row)))
  return found.filter(({ identity }) => !owned.some(own => own && isSameModem(own, identity)))
}

/** The modem of a line: what it says while it is open, was when it last was, or told when its port was asked. */
async function modemOf(
  { workspace }: Pick<EngineContext, 'workspace'>,
  { searcher, links }: KnownWays,
  { id, settings }: LineRow,
): Promise<KnownSim | undefined> {
  const health = links.peek(id)?.health
  if (health?.imei !== undefined) return health
  const known = readKnownSim(workspace.sql, id)
  if (known !== undefined) return known
  const { address } = JSON.parse(settings) as { readonly address?: string }
  return address === undefined ? undefined : (await searcher.lastAnswer(address))?.identity
}
