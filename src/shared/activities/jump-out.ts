import { z } from 'zod'
import { defineActivity } from './define-activity.ts'

/** What two ends of a jump have in common. */
export const jumpSettings = z.object({ name: z.string().trim().min(1).max(50) })

/** The outlet of a jump that no drawn transition leaves by. */
export const jumpOutlet = 'jump'

/** Where people leave the drawing, to go on at the place of the same name (FC-11). */
export const jumpOut = defineActivity({
  kind: 'jump-out',
  family: 'flow',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  settings: jumpSettings,
  initial: { name: '' },
  outlets: () => [],
})
