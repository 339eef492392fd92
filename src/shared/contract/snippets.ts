import { z } from 'zod'
import { longestTemplate } from '../delivery/content-variants.ts'
import { call, done, id, instant, nothing } from './feature.ts'

/** A text that stands in many messages. */
export const snippetSchema = z.object({
  /** What messages name it by; it stays the same when the name changes. */
  key: z.string(),
  name: z.string(),
  text: z.string(),
  changedAt: instant,
  /** Workflows and deliveries whose text names it, as far as it still matters to them. */
  uses: z.array(z.object({ kind: z.enum(['workflow', 'delivery']), id, name: z.string() })),
})
export type Snippet = z.infer<typeof snippetSchema>

export const snippetCalls = {
  'snippets.list': call(nothing, z.array(snippetSchema)),
  /** Without a key, a new one is made. It may have faults: messages that name it show them. */
  'snippets.save': call(
    z.object({
      key: z.string().max(60).optional(),
      name: z.string().trim().min(1).max(60),
      text: z.string().trim().min(1).max(longestTemplate),
    }),
    snippetSchema,
  ),
  /** Messages that name it have a fault from then on. */
  'snippets.remove': call(z.object({ key: z.string().max(60) }), done),
} as const

export const snippetPushes = { 'snippets.changed': done } as const
