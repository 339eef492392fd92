import type { Inbound } from '../activities/activity-runner.ts'
import type { EngineContext } from '../context.ts'
import { copyMembers } from '../populations/copy-members.ts'
import type { Arrived } from './plan-run.ts'

/**
 * One population for each transition that people came along: where some went on by themselves, all of them together.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function gatherInbound(
  { workspace: { sql } }: EngineContext,
  arrived: readonly Arrived[],
  signal: AbortSignal,
): Promise<readonly Inbound[]> {
  const inbound: Inbound[] = []
  for (const { transition, populationIds } of arrived) {
    const [only, ...others] = populationIds
    if (only === undefined) continue
    const populationId = others.length === 0 ? only : await copyMembers(sql, populationIds, signal)
    inbound.push({ transition, populationId })
  }
  return inbound
}
