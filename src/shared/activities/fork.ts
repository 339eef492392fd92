import { z } from 'zod'
import { defineActivity } from './define-activity.ts'
import { haveOwnIds, labelOfOutlet, namedOutletShape, readNamedOutlets } from './named-outlet.ts'

const settings = z.object({
  branches: z.array(z.object(namedOutletShape)).min(2).max(20).refine(haveOwnIds),
})
export type ForkSettings = z.infer<typeof settings>

/** Everyone who comes in goes on along every branch; the branches do not wait for one another (FC-07, C-09). */
export const fork = defineActivity({
  kind: 'fork',
  family: 'flow',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  settings,
  initial: {
    branches: [
      { id: 'branch-1', label: '' },
      { id: 'branch-2', label: '' },
    ],
  },
  outlets: given => readNamedOutlets(given['branches']).map(({ id }) => id),
  outletLabel: (given, outlet) => labelOfOutlet(given['branches'], outlet),
})
