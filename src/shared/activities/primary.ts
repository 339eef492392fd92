import { z } from 'zod'
import type { Transition } from '../workflow-document.ts'

/** One of the transitions that come in, by where it comes from. */
export const primarySchema = z.object({ from: z.string().min(1).max(64), outlet: z.string().min(1).max(64) })

/** The transition that is chosen in a setting that may be unfinished; undefined where none of them is. */
export function findPrimary<T extends Pick<Transition, 'from' | 'outlet'>>(
  chosen: unknown,
  incoming: readonly T[],
): T | undefined {
  const primary = primarySchema.safeParse(chosen).data
  return incoming.find(({ from, outlet }) => from === primary?.from && outlet === primary.outlet)
}
