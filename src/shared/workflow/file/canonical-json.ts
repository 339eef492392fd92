/** What people look for first stands first; everything else follows by its name. */
const firstKeys = [
  'format',
  'version',
  'name',
  'id',
  'kind',
  'label',
  'position',
  'from',
  'outlet',
  'to',
  'document',
  'activities',
  'transitions',
]
const ranks = new Map(firstKeys.map((key, index) => [key, index]))

/** JSON for people and for comparing: indented, the same content always written in the same way, with a last line end. */
export function writeCanonical(value: unknown): string {
  return `${JSON.stringify(inOrder(value), null, 2)}\n`
}

/** The same value with its keys in their order; numbers first, because objects keep them so. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .toSorted(([one], [other]) => compareKeys(one, other))
  return Object.fromEntries(entries.map(([key, item]) => [key, inOrder(item)]))
}

function compareKeys(one: string, other: string): number {
  const ranked = (ranks.get(one) ?? firstKeys.length) - (ranks.get(other) ?? firstKeys.length)
  if (ranked !== 0) return ranked
  return one < other ? -1 : 1
}
