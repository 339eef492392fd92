import type { Database } from 'better-sqlite3'

/** Does work on the executions of one series one after the other: what one prepares, the next one has to know. */
export type TakeTurn = (deliveryId: number, work: () => Promise<void>) => Promise<void>

/** Nobody's turn yet; deliveries that are no executions never wait. */
export function createTurns(sql: Database): TakeTurn {
  const last = new Map<number, Promise<unknown>>()
  const findParent = sql.prepare('SELECT parent_id FROM deliveries WHERE id = ?').pluck()
  return async (deliveryId, work) => {
    const parentId = findParent.get(deliveryId)
    if (typeof parentId !== 'number') return work()
    const mine = (last.get(parentId) ?? Promise.resolve()).then(work)
    const ended = mine.then(
      () => undefined,
      () => undefined,
    )
    last.set(parentId, ended)
    await ended.then(() => last.get(parentId) === ended && last.delete(parentId))
    return mine
  }
}
