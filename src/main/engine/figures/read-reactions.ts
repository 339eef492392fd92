import type { Database } from 'better-sqlite3'
import { chartStep } from '../deliveries/chart-step.ts'

/** Replies, opt-outs and clicks within one step of time. */
export interface ReactionPoint {
  /** Epoch ms at which the step begins. */
  readonly at: number
  readonly replies: number
  readonly optOuts: number
  readonly clicks: number
}

interface Sum {
  readonly point: number
  readonly count: number
}

/** How people reacted to a delivery over time, from its beginning to the last reaction, in at most sixty steps or so. */
export function readReactions(
  sql: Database,
  deliveryId: number,
): { stepMs: number; points: ReactionPoint[] } {
  const begunAt = sql
    .prepare('SELECT coalesce(begun_at, confirmed_at) FROM deliveries WHERE id = ?')
    .pluck()
    .get(deliveryId) as number | null | undefined
  const last = sql
    .prepare(
      `SELECT max(ifnull((SELECT max(received_at) FROM inbound_messages WHERE delivery_id = @id), 0),
         ifnull((SELECT max(at) FROM clicks WHERE delivery_id = @id), 0))`,
    )
    .pluck()
    .get({ id: deliveryId }) as number
  if (!begunAt || last < begunAt) return { stepMs: 1000, points: [] }
  const from = Math.floor(begunAt / 1000) * 1000
  const stepMs = chartStep(Math.max(1, (last - from) / 1000)) * 1000
  const sums = (select: string): Map<number, number> => {
    const rows = sql.prepare(select).all({ id: deliveryId, from, stepMs }) as Sum[]
    return new Map(rows.map(({ point, count }) => [point, count]))
  }
  const answers = (optsOut: 0 | 1): Map<number, number> =>
    sums(`SELECT CAST((received_at - @from) / @stepMs AS INTEGER) point, count(*) count FROM inbound_messages
      WHERE delivery_id = @id AND received_at >= @from AND opts_out = ${optsOut} GROUP BY point`)
  const replies = answers(0)
  const optOuts = answers(1)
  const clicks = sums(`SELECT CAST((at - @from) / @stepMs AS INTEGER) point, count(*) count
    FROM clicks WHERE delivery_id = @id AND at >= @from GROUP BY point`)
  const points = Array.from({ length: Math.floor((last - from) / stepMs) + 1 }, (_, point) => ({
    at: from + point * stepMs,
    replies: replies.get(point) ?? 0,
    optOuts: optOuts.get(point) ?? 0,
    clicks: clicks.get(point) ?? 0,
  }))
  return { stepMs, points }
}
