import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { PreparationPlan } from './preparation-plan.ts'
import type { Tally } from './tally.ts'

/** How far a preparation has come: what is needed to go on from there. */
export interface Checkpoint {
  /** Of what it is the preparation. */
  readonly plan: string
  /** The last person that was gone through. */
  readonly after: number
  readonly tally: Tally
  readonly contactAt: number
  readonly counted: { readonly deliveries: number; readonly at: number } | null
}

/** Where the preparation of a delivery was cut off; undefined where it was not, or is to be made of something else by now. */
export function readCheckpoint(sql: Database, plan: PreparationPlan): Checkpoint | undefined {
  const stored = sql
    .prepare('SELECT checkpoint FROM preparation_checkpoints WHERE delivery_id = ?')
    .pluck()
    .get(plan.deliveryId) as string | undefined
  if (stored === undefined) return undefined
  const checkpoint = JSON.parse(stored) as Checkpoint
  return checkpoint.plan === markOf(plan) ? checkpoint : undefined
}

/** Writes down how far it has come, in the transaction of what was done. */
export function prepareCheckpoints(
  sql: Database,
  plan: PreparationPlan,
): (state: Omit<Checkpoint, 'plan' | 'contactAt'>) => void {
  const mark = markOf(plan)
  const write = sql.prepare(
    `INSERT INTO preparation_checkpoints (delivery_id, checkpoint) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET checkpoint = excluded.checkpoint`,
  )
  return ({ after, tally, counted }) => {
    const { contactAt } = plan
    const checkpoint: Checkpoint = { plan: mark, contactAt, after, tally, counted }
    write.run(plan.deliveryId, JSON.stringify(checkpoint))
  }
}

/** The preparation begins anew the next time. */
export function forgetCheckpoint(sql: Database, deliveryId: number): void {
  sql.prepare('DELETE FROM preparation_checkpoints WHERE delivery_id = ?').run(deliveryId)
}

function markOf({ content, said, settings, rules, populationId }: PreparationPlan): string {
  const basis = JSON.stringify({ content, said, settings, rules, populationId })
  return createHash('sha256').update(basis).digest('base64url')
}
