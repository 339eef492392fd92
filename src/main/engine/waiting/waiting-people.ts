import type { Database } from 'better-sqlite3'
import { breathe } from '../people/breathe.ts'
import { countMembers } from '../populations/count-members.ts'
import { createPopulation } from '../populations/create-population.ts'
import { readColumns } from '../populations/read-columns.ts'

/** One wait of one run, and the population that came in. */
export interface Waiting {
  readonly sql: Database
  readonly runId: number
  readonly activityId: string
  readonly populationId: number
  readonly signal: AbortSignal
}

/** Moments behind one and up to another, epoch ms. */
export interface MomentSpan {
  readonly after: number
  readonly until: number
}

/** The moment of people without a date: they leave at once, by an outlet of their own. */
export const noDate = 0

/** People written between two breaths. */
const chunk = 5000

/** The first moment behind another at which anybody is due, epoch ms. */
export function nextMoment({ sql, runId, activityId }: Waiting, after: number): number | undefined {
  const next = sql
    .prepare('SELECT min(due_at) FROM waiting_people WHERE run_id = ? AND activity_id = ? AND due_at > ?')
    .pluck()
    .get(runId, activityId, after)
  return typeof next === 'number' ? next : undefined
}

/**
 * Puts whoever is due within a span into populations by outlet, with what they carry; `always` are outlets that get one
 * even where nobody leaves by them.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function releaseDue(
  from: Waiting,
  { span, always }: { readonly span: MomentSpan; readonly always: readonly string[] },
): Promise<Record<string, number>> {
  const { sql, signal } = from
  const columns = readColumns(sql, from.populationId)
  const released = Object.fromEntries(always.map(outlet => [outlet, createPopulation(sql, columns)]))
  for (let due = nextMoment(from, span.after); due !== undefined && due <= span.until;) {
    const outlet = due === noDate ? 'no-date' : 'ended'
    const into = (released[outlet] ??= createPopulation(sql, columns))
    await fill(from, { due, into })
    due = nextMoment(from, due)
  }
  for (const id of Object.values(released)) await countMembers(sql, id, signal)
  return released
}

async function fill(
  { sql, runId, activityId, populationId, signal }: Waiting,
  { due, into }: { readonly due: number; readonly into: number },
): Promise<void> {
  const group = 'waiting_people WHERE run_id = @runId AND activity_id = @activityId AND due_at = @due'
  const find = sql
    .prepare(
      `SELECT max(person_id) FROM (
         SELECT person_id FROM ${group} AND person_id > @after ORDER BY person_id LIMIT ${chunk})`,
    )
    .pluck()
  const insert = sql.prepare(
    `INSERT INTO population_members (population_id, person_id, extra)
     SELECT @into, person_id, extra FROM population_members
     WHERE population_id = @populationId
       AND person_id IN (SELECT person_id FROM ${group} AND person_id > @after AND person_id <= @last)`,
  )
  const given = { runId, activityId, due }
  for (let after = 0; ;) {
    signal.throwIfAborted()
    const last = find.get({ ...given, after }) as number | null
    if (last === null) return
    insert.run({ ...given, populationId, into, after, last })
    after = last
    await breathe()
  }
}
