import { z } from 'zod'
import { call, done, id, nothing } from './feature.ts'

/** What a line is doing now. */
export const lineStates = ['closed', 'opening', 'ready', 'sending', 'broken'] as const
export type LineState = (typeof lineStates)[number]

export const lineSchema = z.object({
  id,
  name: z.string(),
  kind: z.string(),
  /** Those of its kind, without what is secret. */
  settings: z.record(z.string(), z.unknown()),
  /** Names of the secret settings that are stored, e.g. `pin`; their values never leave the engine. */
  secrets: z.array(z.string()),
  /** Price of one part in millionths of the currency. */
  priceMicros: z.number().int().min(0),
  currency: z.string().length(3),
  isDefault: z.boolean(),
  state: z.enum(lineStates),
  /** Why it is broken, as an error code with data. */
  trouble: z
    .object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  health: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type Line = z.infer<typeof lineSchema>

export const lineCalls = {
  'lines.list': call(nothing, z.array(lineSchema)),
  'lines.get': call(z.object({ id }), lineSchema),
  /**
   * Creates without an id. The settings are checked by the kind's own schema. A secret that is absent stays as it is
   * stored; null removes it.
   */
  'lines.save': call(
    z.object({
      id: id.optional(),
      name: z.string().trim().min(1).max(200),
      kind: z.string(),
      settings: z.record(z.string(), z.unknown()),
      priceMicros: z.number().int().min(0).max(1_000_000_000),
      currency: z.string().regex(/^[A-Z]{3}$/),
      isDefault: z.boolean(),
    }),
    lineSchema,
  ),
  /**
   * Refused while a delivery uses it. When the default goes there is none, unless `newDefaultId` names the next one.
   */
  'lines.remove': call(z.object({ id, newDefaultId: id.optional() }), done),
  /** Opens it (if closed) and answers with what it tells of itself. */
  'lines.test': call(z.object({ id }), lineSchema),
} as const

export const linePushes = { 'line.changed': z.object({ id }) } as const
