import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Step, StepOutcome } from '../../../../../src/main/engine/activities/activity-runner.ts'
import { executeActivity } from '../../../../../src/main/engine/activities/index.ts'
import { saveTable } from '../../../../../src/main/engine/export/save-table.ts'
import { fileRowsTable } from '../../../../../src/main/engine/export/file-rows-table.ts'
import { loadFileHandlers } from '../../../../../src/main/engine/loading/handlers.ts'
import { checkFiles } from '../../../../../src/main/engine/workflows/check-files.ts'
import { createFileGrants } from '../../../../../src/main/host/file-grants.ts'
import type { FileUse } from '../../../../../src/shared/activities/load-file.ts'
import { createSetting, createStep, readMembers } from '../../../../cases/activities/activity-setting.ts'
import type { CampaignWorld } from '../../../../support/campaign-world.ts'
import { createTemporaryFolder } from '../../../../support/temporary-folder.ts'

const never = new AbortController().signal
const place = { workflowId: 1, activityId: 'a' }

interface LoadWorld {
  readonly world: CampaignWorld
  readonly calls: ReturnType<typeof loadFileHandlers>
  readonly path: string
  /** Chooses the file at `path`. */
  keep(use?: FileUse): Promise<void>
  settings(): Record<string, unknown>
  change(part: Record<string, unknown>): void
  step(signal?: AbortSignal): Step
  load(signal?: AbortSignal): Promise<StepOutcome>
  members(outcome: StepOutcome): unknown
}

/** Ann, somebody without a name, and Åsa, and a file that names them by their numbers. */
async function worldWithFile(text: string): Promise<LoadWorld> {
  const world = await createSetting({ name: '', settings: {}, issues: [] })
  const path = join(createTemporaryFolder(), 'appointments.csv')
  writeFileSync(path, text)
  const calls = loadFileHandlers(world.context)
  let settings: Record<string, unknown> = {
    reading: {},
    country: 'GB',
    match: [{ field: 'phone', source: { header: 'Phone', at: 0 } }],
    columns: [
      {
        name: 'appointment_at',
        label: 'Appointment',
        type: 'text',
        source: { header: 'Appointment', at: 1 },
      },
    ],
    unmatched: { kind: 'leave-out' },
    empty: 'fail',
    errorOutlet: false,
  }
  const step: LoadWorld['step'] = (signal = never) => ({
    ...createStep(world, 'load-file', { name: '', settings, issues: [] }),
    signal,
  })
  return {
    world,
    calls,
    path,
    step,
    async keep(use = 'place') {
      const { key, name } = await calls['loadFiles.keep']({ file: path })
      settings = { ...settings, file: { key, name, use } }
    },
    settings: () => settings,
    change: part => void (settings = { ...settings, ...part }),
    load: signal => executeActivity('load-file', step(signal)),
    members: outcome =>
      outcome.kind === 'finished' ? readMembers(world, outcome.outputs)['result'] : outcome,
  }
}

const monday = 'Phone,Appointment\n07700 900001,14:30\n'
const tuesday = 'Doctor,Appointment,Phone\nDr. May,16:00,07700 900002\n'

test('The file at its place is read as it is today, the copy as it was when it was made', async () => {
  const { keep, load, members, path, calls, settings, change } = await worldWithFile(monday)
  await keep()
  const { key } = settings()['file'] as { key: string }
  await calls['loadFiles.copy']({ key })
  writeFileSync(path, tuesday)
  expect(members(await load())).toEqual([{ id: 2, appointment_at: '16:00' }])
  change({ file: { key, name: 'appointments.csv', use: 'copy' } })
  expect(members(await load())).toEqual([{ id: 1, appointment_at: '14:30' }])
  await calls['loadFiles.copy']({ key })
  expect(members(await load())).toEqual([{ id: 2, appointment_at: '16:00' }])
})

test('A file that is gone says where it was, and is read again when it is back', async () => {
  const { keep, load, members, path } = await worldWithFile(monday)
  await keep()
  renameSync(path, `${path}.away`)
  await expect(load()).rejects.toMatchObject({
    code: 'load/file-gone',
    data: { file: 'appointments.csv', path },
  })
  renameSync(`${path}.away`, path)
  expect(members(await load())).toEqual([{ id: 1, appointment_at: '14:30' }])
})

test('A file that is gone is a warning before the workflow is started', async () => {
  const { world, keep, path, settings } = await worldWithFile(monday)
  await keep()
  const load = { id: 'load', kind: 'load-file', version: 1, label: '', position: { x: 0, y: 0 } }
  const check = () => {
    const activities = [{ ...load, settings: settings() }]
    return checkFiles(world.context, { version: 1, activities, transitions: [] })
  }
  expect(await check()).toEqual([])
  renameSync(path, `${path}.away`)
  expect(await check()).toMatchObject([
    { activityId: 'load', code: 'load-file-gone', path: 'file', severity: 'warning' },
  ])
})

test('What a browser hands over is copied at once, because it goes with the host', async () => {
  const { world, path } = await worldWithFile(monday)
  const files = createFileGrants(false)
  files.grant('upload', path, false)
  const calls = loadFileHandlers({ ...world.context, files })
  const kept = await calls['loadFiles.keep']({ file: 'upload' })
  expect(kept).toMatchObject({ path: null, hasPlace: false, copiedAt: world.clock.now() })
  rmSync(path)
  const inspected = await calls['loadFiles.inspect']({ key: kept.key, use: 'copy', reading: {} })
  expect(inspected.columns.map(({ header }) => header)).toEqual(['Phone', 'Appointment'])
})

test('Choosing the same place twice keeps one file; nobody can name a place that was not chosen', async () => {
  const { world, calls, path } = await worldWithFile(monday)
  const first = await calls['loadFiles.keep']({ file: path })
  expect((await calls['loadFiles.keep']({ file: path })).key).toBe(first.key)
  const strange = loadFileHandlers({ ...world.context, files: createFileGrants(false) })
  await expect(strange['loadFiles.keep']({ file: path })).rejects.toThrow('file/not-granted')
  expect(await strange['loadFiles.get']({ key: first.key })).toMatchObject({ path: null, hasPlace: true })
  await expect(strange['loadFiles.inspect']({ key: first.key, use: 'place', reading: {} })).rejects.toThrow(
    'load/not-chosen-here',
  )
})

test('A workbook is loaded from its place and from its copy', async () => {
  const { keep, load, members, path, calls, settings, change } = await worldWithFile('')
  const rows = [['07700 900001', '14:30']]
  const table = {
    headers: ['Phone', 'Appointment'],
    total: 1,
    pieces: async function* () {
      yield rows
    },
  }
  await saveTable(table, { path, format: 'xlsx', at: 0, signal: never, tell: () => undefined })
  await keep()
  expect(members(await load())).toEqual([{ id: 1, appointment_at: '14:30' }])
  const { key } = settings()['file'] as { key: string }
  await calls['loadFiles.copy']({ key })
  rmSync(path)
  change({ file: { key, name: 'appointments.csv', use: 'copy' } })
  expect(members(await load())).toEqual([{ id: 1, appointment_at: '14:30' }])
})

test('Many rows find their people by any field, and a load that is cut off begins anew', async () => {
  const many = 6000
  const { world, keep, load, members, path, change } = await worldWithFile('')
  const ids = world.addPeople(
    Array.from({ length: many }, (_, index) => ({ fields: { member: `M${index}` } })),
  )
  world.addField('member')
  const rows = ids.map((_, index) => `m${index},${index % 24}:00`)
  writeFileSync(path, ['Member,Appointment', ...rows, 'M9999,1:00'].join('\n'))
  await keep()
  change({ match: [{ field: 'member', source: { header: 'Member', at: 0 } }] })
  const abort = new AbortController()
  const cutOff = load(abort.signal)
  await new Promise(resolve => setImmediate(resolve))
  abort.abort()
  expect((await cutOff).kind).toBe('waiting')
  const outcome = await load()
  expect(members(outcome)).toHaveLength(many)
  expect(outcome).toMatchObject({
    variables: { file_rows: many + 1, file_people: many, file_left_out: 1, file_added: 0 },
  })
  const { sql } = world.context.workspace
  expect(sql.prepare('SELECT count(*) FROM file_load_rows').pluck().get()).toBe(1)
  expect(
    sql.prepare("SELECT count(*) FROM temp.sqlite_master WHERE name LIKE 'load_keys%'").pluck().get(),
  ).toBe(0)
})

test('People who were added before it was cut off are found, not added again', async () => {
  const { world, keep, load, members, change } = await worldWithFile(
    'Phone,Appointment\n07700 900001,14:30\n07700 900555,15:00\n',
  )
  await keep()
  change({ unmatched: { kind: 'add', fields: [] } })
  const first = await load()
  expect(first).toMatchObject({ variables: { file_people: 2, file_added: 1 } })
  const again = await load()
  expect([members(again), again]).toMatchObject([
    members(first),
    { variables: { file_people: 2, file_added: 1 } },
  ])
  const { sql } = world.context.workspace
  expect(sql.prepare('SELECT count(*) FROM imports').pluck().get()).toBe(1)
  expect(sql.prepare('SELECT count(*) FROM people').pluck().get()).toBe(4)
})

test('The first rows are tried while the settings are written', async () => {
  const { keep, calls, settings } = await worldWithFile(
    'Phone,Appointment\n07700 900001,14:30\n07700 900001,15:00\n07700 900555,16:00\n12,17:00\n',
  )
  expect(await calls['loadFiles.tryMatch']({ settings: settings() })).toBeNull()
  await keep()
  expect(await calls['loadFiles.tryMatch']({ settings: settings() })).toEqual({
    rows: 4,
    isWhole: true,
    people: 1,
    reasons: { 'person-repeated': 1, 'no-person': 1, 'phone-too-short': 1 },
    problems: {},
  })
})

test('What became of the rows is told, and those that became nobody are saved with why', async () => {
  const { world, keep, load, calls } = await worldWithFile(
    'Phone,Appointment\n07700 900001,14:30\n07700 900555,16:00\n',
  )
  expect(await calls['loadFiles.last'](place)).toBeNull()
  await keep()
  await load()
  const last = await calls['loadFiles.last'](place)
  expect(last).toMatchObject({
    fileName: 'appointments.csv',
    rows: 2,
    people: 1,
    reasons: { 'no-person': 1 },
  })
  const words = { reason: 'Reason', 'reason.no-person': 'Nobody has this' }
  const table = fileRowsTable(world.context.workspace.sql, last?.id ?? 0, words)
  expect(table.headers).toEqual(['Phone', 'Appointment', 'Reason'])
  const pieces: unknown[] = []
  for await (const rows of table.pieces()) pieces.push(...rows)
  expect(pieces).toEqual([['07700 900555', '16:00', 'Nobody has this']])
})

test('Files that no workflow names are forgotten after a month', async () => {
  const { world, calls, keep, path } = await worldWithFile(monday)
  await keep()
  await world.clock.advance(31 * 86_400_000)
  const other = `${path}.other`
  writeFileSync(other, tuesday)
  await calls['loadFiles.keep']({ file: other })
  const { sql } = world.context.workspace
  expect(sql.prepare('SELECT name FROM kept_files').pluck().all()).toEqual(['appointments.csv.other'])
})
