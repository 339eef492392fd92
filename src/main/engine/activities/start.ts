import type { ActivityRunner } from './activity-runner.ts'
import { passInbound } from './pass-inbound.ts'

/** Says that it is time, and nothing else. */
export const startRunner: ActivityRunner<'start'> = {
  missing: {},
  check: () => [],
  async execute(_settings, step) {
    return { kind: 'finished', outputs: { started: passInbound(step) } }
  },
}
