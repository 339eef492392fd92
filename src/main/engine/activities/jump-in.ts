import { jumpIn } from '../../../shared/activities/jump-in.ts'
import { jumpOut } from '../../../shared/activities/jump-out.ts'
import { copyMembers } from '../populations/copy-members.ts'
import type { ActivityRunner } from './activity-runner.ts'
import { checkPartner, checkTwin } from './check-jump.ts'
import { passInbound } from './pass-inbound.ts'

/** Lets people go on who have jumped here; whoever came from several places is one person, with what the first brought. */
export const jumpInRunner: ActivityRunner<'jump-in'> = {
  missing: { name: 'jump-name-missing' },
  check: (_settings, _facts, place) => [
    ...checkTwin(place, jumpIn.kind),
    ...checkPartner(place, jumpOut.kind),
  ],
  async execute(_settings, step) {
    const { context, inbound, signal } = step
    const from = [...new Set(inbound.map(({ populationId }) => populationId))]
    const arrived =
      from.length > 1 ? await copyMembers(context.workspace.sql, from, signal) : passInbound(step)
    return { kind: 'finished', outputs: { arrived } }
  },
}
