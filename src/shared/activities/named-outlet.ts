import { z } from 'zod'

/** One of several ways out of an activity, with what a person calls it; an empty name stands for the usual one. */
export interface NamedOutlet {
  readonly id: string
  readonly label: string
}

/** What an outlet that people add is made of. */
export const namedOutletShape = {
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  label: z.string().max(100),
}

/** Whether no two of them have the same id. */
export function haveOwnIds(outlets: readonly { readonly id: string }[]): boolean {
  return new Set(outlets.map(({ id }) => id)).size === outlets.length
}

/** The outlets in a setting that may be unfinished; what cannot be one is left out. */
export function readNamedOutlets(value: unknown): readonly NamedOutlet[] {
  if (!Array.isArray(value)) return []
  const read = value.flatMap((item): NamedOutlet[] => {
    const id: unknown = item?.id
    const label: unknown = item?.label
    return typeof id === 'string' && id !== '' ? [{ id, label: typeof label === 'string' ? label : '' }] : []
  })
  return read.filter(({ id }, index) => read.findIndex(other => other.id === id) === index)
}

/** What a person calls an outlet; undefined where nobody has named it. */
export function labelOfOutlet(value: unknown, outlet: string): string | undefined {
  return (
    readNamedOutlets(value)
      .find(({ id }) => id === outlet)
      ?.label.trim() || undefined
  )
}
