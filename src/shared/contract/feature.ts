import { z } from 'zod'
import type { CallShape } from '../rpc.ts'

/** One call: `input` is validated at the boundary, `output` types the answer. */
export function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): { input: I; output: O } {
  return { input, output } satisfies CallShape
}

export const id = z.number().int().positive()
export const nothing = z.object({})
/** What a call answers, and what a push says, that has nothing to say. */
export const done = z.object({})
/** A window into a long list. */
export const windowOf = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(100),
}
/** A file that a host has granted: a path on the command line, a one-time token elsewhere. */
export const fileRef = z.string().min(1).max(4096)
/** What a client calls long work by, to follow and to cancel it; any text that no other work has at the moment. */
export const job = z.string().min(1).max(64).optional()
/** The key of a field of people, built-in or custom. */
export const fieldKey = z.string().max(200)
/** What content, settings or a preparation are named by, so that nobody acts on others than they have seen. */
export const digest = z.string().max(100)
/** Any of some values, at least one. */
export function someOf<const T extends readonly string[]>(
  values: T,
): z.ZodArray<z.ZodEnum<{ [V in T[number]]: V }>> {
  return z.array(z.enum(values)).min(1).max(values.length)
}
/** Epoch ms, UTC. */
export const instant = z.number().int()
export const money = z.object({
  micros: z.number().int(),
  currency: z.string().length(3),
  /** It may be more: some of what it is for has no price. */
  isLeast: z.boolean().optional(),
})
/** Parts that left or may have left, and what they cost: exact, in the currency of the line. */
export const spent = money.omit({ currency: true }).extend({ parts: z.number().int() })
