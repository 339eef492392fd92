import { jumpIn } from '../../../shared/activities/jump-in.ts'
import { jumpOutlet } from '../../../shared/activities/jump-out.ts'
import type { ActivityRunner } from './activity-runner.ts'
import { checkPartner } from './check-jump.ts'
import { passInbound } from './pass-inbound.ts'

/** Lets people leave the drawing; they go on at the place of the same name. */
export const jumpOutRunner: ActivityRunner<'jump-out'> = {
  missing: { name: 'jump-name-missing' },
  check: (_settings, _facts, place) => checkPartner(place, jumpIn.kind),
  async execute(_settings, step) {
    return { kind: 'finished', outputs: { [jumpOutlet]: passInbound(step) } }
  },
}
