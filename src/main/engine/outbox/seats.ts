/**
 * Which message each line of a delivery has announced or is about to: others take it last, so that lines which share a
 * queue do not announce the same one. Nothing is claimed by it, and nothing of it is on disk.
 */
export interface Seats {
  /** A line foresees that it sends this message next, and no longer the one before. */
  take(lineId: number, messageId: number): void
  /** A line foresees nothing any more. */
  leave(lineId: number): void
  /** A message has been claimed, by whomever. */
  clear(messageId: number): void
  /** Messages that lines other than this one foresee. */
  ofOthers(lineId: number): ReadonlySet<number>
}

const nobody: ReadonlySet<number> = new Set()

/** Seats of a delivery; all are free. */
export function createSeats(): Seats {
  const seats = new Map<number, number>()
  return {
    take: (lineId, messageId) => void seats.set(lineId, messageId),
    leave: lineId => void seats.delete(lineId),
    clear(messageId) {
      for (const [lineId, seat] of seats) if (seat === messageId) seats.delete(lineId)
    },
    ofOthers(lineId) {
      if (seats.size === 0 || (seats.size === 1 && seats.has(lineId))) return nobody
      return new Set([...seats].flatMap(([of, messageId]) => (of === lineId ? [] : [messageId])))
    },
  }
}
