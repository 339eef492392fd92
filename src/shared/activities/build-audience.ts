import { z } from 'zod'
import { everyone, ruleSchema } from '../rule.ts'
import { defineActivity } from './define-activity.ts'

const settings = z.discriminatedUnion('source', [
  z.object({ source: z.literal('audience'), audienceId: z.number().int().positive() }),
  z.object({ source: z.literal('rule'), rule: ruleSchema }),
])
export type BuildAudienceSettings = z.infer<typeof settings>

/** People by a saved audience or by a rule of its own, evaluated anew at each run. */
export const buildAudience = defineActivity({
  kind: 'build-audience',
  family: 'targeting',
  version: 1,
  inlets: 'optional',
  carries: 'people',
  isSource: true,
  settings,
  initial: { source: 'rule', rule: everyone },
  outlets: () => ['result'],
})
