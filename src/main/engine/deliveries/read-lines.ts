import type { Database } from 'better-sqlite3'
import type { DeliveryLine } from '../../../shared/contract/delivery-lines.ts'
import type { Trouble } from '../database/trouble.ts'
import type { LineDoing } from '../outbox/line-doing.ts'
import { prepared } from '../outbox/prepared.ts'

interface Row extends Pick<DeliveryLine, 'id' | 'name' | 'sent' | 'failed' | 'awaitsSince'> {
  /** Whether people wait for it alone. */
  readonly hasLane: 0 | 1
}

/** The lines of a delivery: what each has sent of it, and what each is doing. */
export function readDeliveryLines(
  sql: Database,
  deliveryId: number,
  now: { doingOf(lineId: number): LineDoing | undefined; troubleOf(lineId: number): Trouble | null },
): DeliveryLine[] {
  const query = `SELECT lines.id, lines.name,
      ifnull(sum(iif(state IN ('accepted', 'delivered', 'undelivered', 'unknown'), messages, 0)), 0) sent,
      ifnull(sum(iif(state = 'failed', messages, 0)), 0) failed,
      (SELECT min(changed_at) FROM messages INDEXED BY messages_by_state
        WHERE delivery_id = @id AND messages.state = 'claimed' AND messages.line_id = lines.id) awaitsSince,
      EXISTS (SELECT 1 FROM messages INDEXED BY messages_lane WHERE delivery_id = @id
        AND prefers_line_id = lines.id AND messages.state = 'queued' AND next_attempt_at = 0) hasLane
    FROM lines LEFT JOIN delivery_cells ON line_id = lines.id AND delivery_id = @id
    WHERE lines.id IN (SELECT line_id FROM pool_lines WHERE delivery_id = @id
      UNION SELECT line_id FROM deliveries WHERE id = @id)
    GROUP BY lines.id ORDER BY lines.id`
  const rows = prepared(sql, query).all({ id: deliveryId }) as Row[]
  return rows.map(({ id, name, sent, failed, awaitsSince }) => {
    const doing = told(now.doingOf(id), now.troubleOf(id))
    const others = rows.filter(other => other.hasLane === 1 && other.id !== id)
    return {
      id,
      name,
      sent,
      failed,
      awaitsSince,
      ...doing,
      leftTo: doing.doing === 'idle' ? others.map(other => other.name) : [],
    }
  })
}

function told(
  doing: LineDoing | undefined,
  trouble: Trouble | null,
): Pick<DeliveryLine, 'doing' | 'until' | 'trouble'> {
  if (!doing) return { doing: null, until: null, trouble: null }
  const until = 'until' in doing ? doing.until : null
  if ('trouble' in doing) {
    return { doing: doing.kind, until, trouble: doing.trouble ? copyOf(doing.trouble) : null }
  }
  return { doing: doing.kind, until, trouble: doing.kind === 'away' && trouble ? copyOf(trouble) : null }
}

function copyOf({ code, data }: Trouble): { code: string; data: Record<string, string | number> } {
  return { code, data: { ...data } }
}
