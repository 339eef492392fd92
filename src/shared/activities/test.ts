import { z } from 'zod'
import { flowConditionSchema } from '../workflow/flow-condition.ts'
import { defineActivity } from './define-activity.ts'
import { haveOwnIds, labelOfOutlet, namedOutletShape, readNamedOutlets } from './named-outlet.ts'

/** The way of whoever meets no condition. */
export const defaultOutlet = 'default'

const branch = z.object({
  ...namedOutletShape,
  match: z.enum(['all', 'any']),
  conditions: z.array(flowConditionSchema).min(1).max(20),
})
export type TestBranch = z.infer<typeof branch>

const settings = z.object({
  branches: z
    .array(branch)
    .min(1)
    .max(20)
    .refine(branches => haveOwnIds([...branches, { id: defaultOutlet }])),
  /** Whether there is a way on where no branch is true; else it ends there. */
  hasDefault: z.boolean(),
})
export type TestSettings = z.infer<typeof settings>

/** Everyone takes the first way whose conditions hold; they are tried in order (FC-09, MK-10). */
export const test = defineActivity({
  kind: 'test',
  family: 'flow',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  settings,
  initial: {
    branches: [
      {
        id: 'branch-1',
        label: '',
        match: 'all',
        conditions: [{ subject: 'people', operator: 'at-least', value: 1 }],
      },
    ],
    hasDefault: true,
  },
  outlets(given) {
    const branches = readNamedOutlets(given['branches']).map(({ id }) => id)
    return given['hasDefault'] === true ? [...branches, defaultOutlet] : branches
  },
  outletLabel: (given, outlet) => labelOfOutlet(given['branches'], outlet),
})
