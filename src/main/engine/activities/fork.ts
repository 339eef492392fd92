import type { ActivityRunner } from './activity-runner.ts'
import { passInbound } from './pass-inbound.ts'

/** Hands the same people on along every branch; nobody is copied. */
export const forkRunner: ActivityRunner<'fork'> = {
  missing: {},
  check: () => [],
  async execute({ branches }, step) {
    const people = passInbound(step)
    return { kind: 'finished', outputs: Object.fromEntries(branches.map(({ id }) => [id, people])) }
  },
}
