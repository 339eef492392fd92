/**
 * Where a path into settings leads after they were changed: an item of a list that has an id is followed to its new
 * place. Null where the item is gone.
 */
export function movedPath(path: string, before: unknown, after: unknown): string | null {
  if (before === after) return path
  const parts: string[] = []
  let [old, now] = [before, after]
  for (const part of path.split('.')) {
    const next = Array.isArray(old) && Array.isArray(now) ? placeOf(old, now, part) : part
    if (next === null) return null
    parts.push(next)
    old = inside(old, part)
    now = inside(now, next)
  }
  return parts.join('.')
}

function placeOf(old: readonly unknown[], now: readonly unknown[], part: string): string | null {
  const id = idOf(old[Number(part)])
  if (id === undefined) return part
  const index = now.findIndex(item => idOf(item) === id)
  return index < 0 ? null : String(index)
}

function idOf(item: unknown): unknown {
  return inside(item, 'id')
}

function inside(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined
}
