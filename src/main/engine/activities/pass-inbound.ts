import { createPopulation } from '../populations/create-population.ts'
import type { Step } from './activity-runner.ts'

/** The population that came in, as it is; a new one without anybody where nothing did. */
export function passInbound({ inbound, context }: Step): number {
  return inbound[0]?.populationId ?? createPopulation(context.workspace.sql, [])
}
