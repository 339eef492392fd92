import { rejectedOutlet, type UpdateDataSettings } from '../../../shared/activities/update-data.ts'
import { announcePeople } from '../people/people-revision.ts'
import { createMemberWriter } from '../populations/member-writer.ts'
import { endsOfMembers, stretchesOf, type Stretch } from '../populations/stretches.ts'
import { prepareUpdate, type UpdateStretch } from '../updating/update-members.ts'
import type { ActivityRunner, Step, StepOutcome } from './activity-runner.ts'
import { checkUpdateData } from './check-update-data.ts'
import { onlyInbound } from './only-inbound.ts'

/** Ids in a stretch: each person is read, judged and perhaps written. */
const span = 1000

/** How far a task is: everyone up to an id is done, and so many of them were changed. */
interface Progress {
  readonly after: number
  readonly changed: number
}

/**
 * Changes the people who come in, piece by piece; how far it is stands in the same transaction as each piece, so that one
 * that was cut off goes on behind it and counts nobody twice. Only what differs is written.
 */
export const updateDataRunner: ActivityRunner<'update-data'> = {
  missing: {
    changes: 'update-empty',
    'changes.*.field': 'update-field-missing',
    'changes.*.to.kind': 'update-value-missing',
    'changes.*.to.value': 'update-value-missing',
    'changes.*.to.column': 'update-value-missing',
  },
  check: checkUpdateData,
  async execute(settings, step) {
    const { populationId } = onlyInbound(step)
    const { changed, rejected } = await updateAll(settings, step, populationId)
    const outputs = settings.rejects ? await divide(step, populationId, rejected) : { result: populationId }
    return conclude({ outputs, changed, rejected: rejected.length })
  },
}

async function updateAll(
  settings: UpdateDataSettings,
  step: Step,
  populationId: number,
): Promise<{ changed: number; rejected: readonly number[] }> {
  const { context, signal } = step
  const { sql } = context.workspace
  const update = prepareUpdate(sql, populationId, settings)
  const rejected: number[] = []
  let progress = readProgress(step)
  try {
    for await (const stretch of stretchesOf(endsOfMembers(sql, [populationId]), signal, span)) {
      const updated = changeStretch(step, update, { stretch, progress })
      progress = updated.progress
      rejected.push(...updated.rejected)
    }
  } finally {
    if (progress.changed > 0) announcePeople(context)
  }
  return { changed: progress.changed, rejected }
}

interface Advanced {
  readonly progress: Progress
  readonly rejected: readonly number[]
}

/** A piece that an earlier execution has done is only asked who was rejected: they are as they were. */
function changeStretch(
  { context, runId, activity }: Step,
  update: UpdateStretch,
  { stretch, progress }: { readonly stretch: Stretch; readonly progress: Progress },
): Advanced {
  if (stretch.last <= progress.after) return { progress, rejected: update(stretch, 'look', 0).rejected }
  const { sql } = context.workspace
  const advance = sql.transaction((): Advanced => {
    const first = Math.max(stretch.first, progress.after + 1)
    const { changed, rejected } = update({ first, last: stretch.last }, 'change', context.clock.now())
    const next = { after: stretch.last, changed: progress.changed + changed }
    sql
      .prepare(
        `UPDATE activity_runs SET memory = json_set(memory, '$.after', ?, '$.changed', ?)
         WHERE run_id = ? AND activity_id = ?`,
      )
      .run(next.after, next.changed, runId, activity.id)
    return { progress: next, rejected }
  })
  return advance.immediate()
}

/** Read from the task itself: what the step was given may be older. */
function readProgress({ context, runId, activity }: Step): Progress {
  const found = context.workspace.sql
    .prepare(
      `SELECT ifnull(memory ->> '$.after', 0) AS after, ifnull(memory ->> '$.changed', 0) AS changed
       FROM activity_runs WHERE run_id = ? AND activity_id = ?`,
    )
    .get(runId, activity.id) as Progress | undefined
  return found ?? { after: 0, changed: 0 }
}

/** Two new populations: of those who could be changed, and of the others. */
async function divide(
  { context, signal }: Step,
  from: number,
  rejected: readonly number[],
): Promise<Record<string, number>> {
  const { sql } = context.workspace
  const isRejected = new Set(rejected)
  const writers = { result: createMemberWriter(sql, { from }), rejected: createMemberWriter(sql, { from }) }
  const select = sql
    .prepare('SELECT person_id FROM population_members WHERE population_id = ? AND person_id BETWEEN ? AND ?')
    .pluck()
  for await (const { first, last } of stretchesOf(endsOfMembers(sql, [from]), signal)) {
    const ids = select.all(from, first, last) as number[]
    writers.result.write(ids.filter(id => !isRejected.has(id)))
    writers.rejected.write(ids.filter(id => isRejected.has(id)))
  }
  for (const writer of Object.values(writers)) writer.finish()
  return { result: writers.result.populationId, [rejectedOutlet]: writers.rejected.populationId }
}

function conclude({
  outputs,
  changed,
  rejected,
}: {
  readonly outputs: Readonly<Record<string, number>>
  readonly changed: number
  readonly rejected: number
}): StepOutcome {
  return {
    kind: 'finished',
    outputs,
    variables: { people_changed: changed, people_rejected: rejected },
    notes: [{ code: 'people-updated', data: { changed, rejected } }],
  }
}
