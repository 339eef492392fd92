import { explainPort } from '../../../shared/lines/explain-port.ts'
import type { Line } from '../../../shared/contract/lines.ts'
import type { PortAdvice } from '../../../shared/lines/port-advice.ts'
import type { EngineContext } from '../context.ts'
import { sortPorts, type ListPorts } from './find-modems.ts'

/**
 * Why a port does not open and what to do about it on this machine, as it is now.
 * @param code of the failure; null for one that is not of the port
 */
export async function advisePort(
  context: Pick<EngineContext, 'inspectPort' | 'workspace'>,
  { address, code }: { readonly address: string; readonly code: string },
  listPorts?: ListPorts,
): Promise<PortAdvice | null> {
  const facts = (await context.inspectPort?.(address)) ?? { platform: 'other', address }
  const { free } = await sortPorts(context, listPorts)
  return explainPort(code, { ...facts, ports: free }) ?? null
}

/** The same for a line that does not open; null for one that does. */
export async function explainLine(
  context: Pick<EngineContext, 'inspectPort' | 'workspace'>,
  { trouble, settings }: Pick<Line, 'trouble' | 'settings'>,
  listPorts?: ListPorts,
): Promise<PortAdvice | null> {
  const { address } = settings
  if (trouble === null || typeof address !== 'string') return null
  return advisePort(context, { address, code: trouble.code }, listPorts)
}
