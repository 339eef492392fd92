/**
 * People in the order of a column, ascending: first the `valued` who have something in it, then all others in order of
 * id. Eight bytes a person, and any page of it is found at once.
 */
export interface Ordered {
  readonly ids: Float64Array
  readonly valued: number
}

/** Everyone of an order whom a list holds, given as their ids: two passes over numbers, some 10 ms for a million. */
export function keepListed({ ids, valued }: Ordered, listed: (id: number) => boolean): Ordered {
  const kept = new Float64Array(ids.length)
  let count = 0
  let keptValued = 0
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? 0
    if (!listed(id)) continue
    kept[count++] = id
    if (at < valued) keptValued = count
  }
  return { ids: kept.slice(0, count), valued: keptValued }
}

/** A stretch of a list; descending turns round those with a value and those without one, each among themselves. */
export function cutOrder(
  { ids, valued }: Ordered,
  { offset, limit, descending }: { offset: number; limit: number; descending: boolean },
): Float64Array {
  if (!descending) return ids.slice(offset, offset + limit)
  const end = Math.min(offset + limit, ids.length)
  const cut = new Float64Array(Math.max(0, end - offset))
  for (let at = 0; at < cut.length; at++) {
    const place = offset + at
    cut[at] = ids[place < valued ? valued - 1 - place : ids.length - 1 - (place - valued)] ?? 0
  }
  return cut
}
