import { z } from 'zod'
import { call, done, id, nothing } from './feature.ts'

const name = z.string().trim().min(1).max(200)
/** Of the calendar; null where a campaign has no beginning or no end. */
const day = z.iso.date().nullable()

const campaign = z.object({
  id,
  name: z.string(),
  from: day,
  until: day,
  /** How many workflows are in it. */
  workflows: z.number().int(),
})
export type Campaign = z.infer<typeof campaign>

export const campaignCalls = {
  /** By name. */
  'campaigns.list': call(nothing, z.array(campaign)),
  /** Makes a campaign, or changes the one of the id. */
  'campaigns.save': call(z.object({ id: id.optional(), name, from: day, until: day }), z.object({ id })),
  /** Its workflows stay. */
  'campaigns.remove': call(z.object({ id }), done),
  /** Puts workflows into a campaign; null takes them out of theirs. */
  'campaigns.assign': call(
    z.object({ workflowIds: z.array(id).min(1).max(10_000), campaignId: id.nullable() }),
    done,
  ),
} as const

export const campaignPushes = {
  'campaigns.changed': done,
} as const
