import type { Database } from 'better-sqlite3'
import { UserError } from '../../../shared/errors.ts'
import { definitionOf } from '../../../shared/workflow/graph.ts'
import type { Qualification } from '../../../shared/workflow/workflow-settings.ts'
import type { EngineContext } from '../context.ts'
import { countMembers } from '../populations/count-members.ts'
import { createPopulation } from '../populations/create-population.ts'
import { endsOfMembers, stretchesOf } from '../populations/stretches.ts'
import { findVoidRuns } from './forget-passes.ts'
import type { RunGraph } from './run-graph.ts'
import type { RunProgress } from './run-progress.ts'

/** People who are about to enter a workflow: the populations that a source has made, which nothing refers to yet. */
export interface Entrants {
  readonly graph: RunGraph
  readonly progress: RunProgress
  readonly populationIds: readonly number[]
  /** Whether those who are left out are wanted. */
  readonly keepsAside?: boolean
  readonly signal: AbortSignal
}

/** Whom the qualification rule has left out. */
export interface LeftOut {
  readonly leftOut: number
  /** A population of them, which nothing refers to, where they are wanted and there is a rule. */
  readonly aside: number | undefined
}

/**
 * Lets those enter whom the qualification rule admits, and remembers them (MK-04). A person who passed in another run
 * counts, unless that run was stopped before anything of it was sent; the moment is the one for which a run was meant, so
 * that a daily schedule and "once in 24 hours" agree.
 * @throws UserError `workflow/person-limit` where the run would bring in too many (MK-05)
 * @throws DOMException `AbortError` once the signal is set
 */
export async function admitPeople(context: EngineContext, entrants: Entrants): Promise<LeftOut> {
  const left = await leaveOut(context, entrants)
  await refuseCrowd(context, entrants)
  return left
}

const hours = { hours: 1, days: 24, weeks: 168 } as const

/** Epoch ms; who passed after it does not pass again. */
function passedSince(rule: Qualification, dueAt: number): number {
  if (rule.rule !== 'once-in') return Number.MIN_SAFE_INTEGER
  return dueAt - rule.count * hours[rule.unit] * 3_600_000
}

async function leaveOut(
  { workspace: { sql } }: EngineContext,
  { graph, progress, populationIds, keepsAside, signal }: Entrants,
): Promise<LeftOut> {
  const rule = graph.settings.qualification
  if (rule.rule === 'every-time') return { leftOut: 0, aside: undefined }
  const aside = keepsAside ? createPopulation(sql, []) : undefined
  const { workflowId, runId, dueAt } = progress
  const given = {
    workflowId,
    runId,
    dueAt,
    aside,
    since: passedSince(rule, dueAt),
    void: JSON.stringify(findVoidRuns(sql, workflowId)),
  }
  const { putAside, remove, remember } = prepare(sql)
  let leftOut = 0
  for (const id of populationIds) {
    for await (const stretch of stretchesOf(endsOfMembers(sql, [id]), signal)) {
      if (aside !== undefined) putAside.run({ ...given, ...stretch, id })
      leftOut += remove.run({ ...given, ...stretch, id }).changes
      remember.run({ ...given, ...stretch, id })
    }
    await countMembers(sql, id, signal)
  }
  return { leftOut, aside }
}

function prepare(sql: Database) {
  const barred = `population_members WHERE population_id = @id AND person_id IN (
    SELECT person_id FROM workflow_passes
    WHERE workflow_id = @workflowId AND person_id BETWEEN @first AND @last AND run_id <> @runId
      AND passed_at > @since AND run_id NOT IN (SELECT value FROM json_each(@void)))`
  return {
    putAside: sql.prepare(
      `INSERT OR IGNORE INTO population_members (population_id, person_id) SELECT @aside, person_id FROM ${barred}`,
    ),
    remove: sql.prepare(`DELETE FROM ${barred}`),
    remember: sql.prepare(
      `INSERT INTO workflow_passes (workflow_id, person_id, run_id, passed_at)
       SELECT @workflowId, person_id, @runId, @dueAt FROM population_members
       WHERE population_id = @id AND person_id BETWEEN @first AND @last ORDER BY person_id
       ON CONFLICT DO UPDATE SET run_id = excluded.run_id, passed_at = excluded.passed_at`,
    ),
  }
}

/** People are counted once, by whichever sources they come; those who only serve to exclude others count too. */
async function refuseCrowd({ workspace: { sql } }: EngineContext, entrants: Entrants): Promise<void> {
  const { graph, progress, populationIds, signal } = entrants
  const limit = graph.settings.personLimit
  if (limit === null) return
  const sources = new Set(graph.order.filter(({ kind }) => definitionOf(kind)?.isSource).map(({ id }) => id))
  const earlier = [...progress.outputs].filter(([key]) => sources.has(key.slice(0, key.lastIndexOf(' '))))
  const ids = JSON.stringify([...new Set([...earlier.map(([, id]) => id), ...populationIds])])
  const counted = sql
    .prepare('SELECT total(count) FROM populations WHERE id IN (SELECT value FROM json_each(?))')
    .pluck()
    .get(ids) as number
  if (counted <= limit) return
  const distinct = sql
    .prepare(
      `SELECT count(DISTINCT person_id) FROM population_members
       WHERE population_id IN (SELECT value FROM json_each(?)) AND person_id BETWEEN ? AND ?`,
    )
    .pluck()
  let count = 0
  const ends = endsOfMembers(sql, JSON.parse(ids) as number[])
  for await (const { first, last } of stretchesOf(ends, signal)) {
    count += Number(distinct.get(ids, first, last))
  }
  if (count > limit) throw new UserError('workflow/person-limit', { count, limit })
}
