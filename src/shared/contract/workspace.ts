import { z } from 'zod'
import { linkDomainSchema } from '../content/short-links.ts'
import { longestFooter } from '../delivery/content-footer.ts'
import { languageTagSchema } from '../delivery/content-variants.ts'
import { alertSettingsSchema } from './delivery-alerts.ts'
import { call, done, nothing } from './feature.ts'

/** What is kept in the workspace rather than on the machine. */
export const workspaceSettingsSchema = z.object({
  defaultCountry: z.string().regex(/^[A-Z]{2}$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** What short links begin with; without one, links are sent as they are written. */
  linkDomain: linkDomainSchema.nullable(),
  /** Own words for opting out, by language. */
  footers: z.record(languageTagSchema, z.string().trim().min(1).max(longestFooter)),
  /** Most that all deliveries together may spend in the workspace's currency, in millionths; null is no limit. */
  budget: z
    .object({
      dayMicros: z.number().int().positive().nullable(),
      monthMicros: z.number().int().positive().nullable(),
    })
    .optional(),
  /** What is watched while deliveries are sent; absent as usual. */
  alerts: alertSettingsSchema.optional(),
})
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>

export const workspaceCalls = {
  'workspace.describe': call(
    nothing,
    z.object({
      name: z.string(),
      version: z.string(),
      people: z.number(),
      settings: workspaceSettingsSchema,
      /** The zone that the engine's machine is set to, an IANA name. */
      timeZone: z.string(),
      /** Something to say once after start, e.g. an import that was cut off and taken back. */
      notices: z.array(
        z.object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) }),
      ),
    }),
  ),
  'workspace.configure': call(workspaceSettingsSchema.partial(), workspaceSettingsSchema),
  /** Adds the sample people, an audience and a workflow; does nothing where they already are. */
  'workspace.addSample': call(nothing, z.object({ workflowId: z.number().nullable(), isNew: z.boolean() })),
  /** Answers when the engine has nothing left to do by itself: no import, no preparation, no step of a workflow. */
  'workspace.whenIdle': call(nothing, done),
} as const

export const workspacePushes = { 'workspace.changed': done } as const
