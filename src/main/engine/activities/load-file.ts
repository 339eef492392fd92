import type { LoadFileSettings } from '../../../shared/activities/load-file.ts'
import { UserError } from '../../../shared/errors.ts'
import { withKeptFile } from '../files/open-kept.ts'
import { addedBefore, addPeople } from '../loading/add-people.ts'
import { findTable } from '../loading/find-table.ts'
import { beginLoad, createLoadTally, endLoad, type LoadTally } from '../loading/load-ledger.ts'
import { loadAgain, loadPeople, type Loading } from '../loading/load-people.ts'
import { countryOf, openLoading } from '../loading/open-loading.ts'
import type { TextSource } from '../people/imports/text-source.ts'
import { createPopulation } from '../populations/create-population.ts'
import type { ActivityRunner, Step, StepOutcome } from './activity-runner.ts'
import { checkLoadFile } from './check-load-file.ts'

/** Between two looks at whether another import is still being read. */
const nextLookMs = 1000

/**
 * Finds the people whom the rows of a file mean. Cut off anywhere it begins anew and comes to the same people: what an
 * earlier execution wrote down is replaced, and people whom it had added are found.
 */
export const loadFileRunner: ActivityRunner<'load-file'> = {
  missing: {
    file: 'load-no-file',
    match: 'load-no-match',
    'match.*.source': 'load-no-match',
    'match.*.field': 'load-no-match',
    'unmatched.fields.*.source': 'load-field-unfinished',
    'unmatched.fields.*.field': 'load-field-unfinished',
    'columns.*.name': 'column-name-unusable',
    'columns.*.label': 'column-unnamed',
  },
  check: checkLoadFile,
  async execute(settings, step) {
    const { context } = step
    if (settings.unmatched.kind === 'add' && isImporting(step)) {
      return { kind: 'waiting', until: context.clock.now() + nextLookMs }
    }
    try {
      return await withKeptFile(context, settings.file, source => load(settings, step, source))
    } catch (error) {
      const isEmpty = error instanceof UserError && error.code === 'load/file-empty'
      if (!isEmpty || settings.empty === 'fail') throw error
      return loadNothing(settings, step)
    }
  },
}

/** One import is read at a time. */
function isImporting({ context }: Step): boolean {
  return context.workspace.sql.prepare("SELECT 1 FROM imports WHERE state = 'reading'").get() !== undefined
}

async function load(settings: LoadFileSettings, step: Step, source: TextSource): Promise<StepOutcome> {
  const { context, signal, runId, activity } = step
  const { sql } = context.workspace
  const table = await findTable(source, settings)
  const populationId = createPopulation(sql, settings.columns.map(toColumn))
  const { id: loadId, importId } = await beginLoad(
    sql,
    { runId, activityId: activity.id },
    { name: source.name, header: table.header, at: step.startedAt },
  )
  const question = { settings, table, name: String(populationId), signal }
  const open = await openLoading(context, question)
  const loading = { sql, populationId, loadId, table, signal, ...open }
  try {
    await loadPeople(loading, source)
  } finally {
    open.close()
  }
  const added = await addUnmatched(settings, step, { loading, importId, fileName: source.name })
  endLoad(sql, loadId, { tally: open.tally, added })
  return conclude(step, populationId, { tally: open.tally, added })
}

interface Unmatched {
  readonly loading: Loading
  readonly importId: number | null
  readonly fileName: string
}

/** People whom an execution that was cut off had added are there already, and were found. */
async function addUnmatched(
  settings: LoadFileSettings,
  { context, signal }: Step,
  { loading, importId, fileName }: Unmatched,
): Promise<number> {
  if (settings.unmatched.kind !== 'add') return 0
  const { sql } = context.workspace
  const before = addedBefore(sql, importId)
  if (before !== undefined) return before
  const { table, loadId } = loading
  const country = countryOf(sql, settings)
  const added = await addPeople(context, { loadId, fileName, table, settings, country, signal })
  if (added === undefined) return 0
  const again = await openLoading(context, { settings, table, name: `${loading.populationId}_again`, signal })
  try {
    await loadAgain({ ...loading, matchRows: again.matchRows })
  } finally {
    again.close()
  }
  return added
}

async function loadNothing(settings: LoadFileSettings, step: Step): Promise<StepOutcome> {
  const { context, runId, activity, startedAt } = step
  const { sql } = context.workspace
  const tally = createLoadTally()
  const file = { name: settings.file.name, header: null, at: startedAt }
  const { id } = await beginLoad(sql, { runId, activityId: activity.id }, file)
  endLoad(sql, id, { tally, added: 0 })
  return conclude(step, createPopulation(sql, settings.columns.map(toColumn)), { tally, added: 0 })
}

function conclude(
  { context }: Step,
  populationId: number,
  { tally, added }: { readonly tally: LoadTally; readonly added: number },
): StepOutcome {
  const { rows, people } = tally
  context.workspace.sql.prepare('UPDATE populations SET count = ? WHERE id = ?').run(people, populationId)
  const leftOut = rows - people
  return {
    kind: 'finished',
    outputs: { result: populationId },
    variables: { file_rows: rows, file_people: people, file_left_out: leftOut, file_added: added },
    notes: [{ code: 'file-loaded', data: { rows, people, leftOut, added } }],
  }
}

function toColumn({ name, label, type }: LoadFileSettings['columns'][number]) {
  return { name, label, type }
}
