import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { WorkflowDocument } from '../../src/shared/workflow-document.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { createWorld, type World } from '../support/world.ts'

const phones = ['+447700900001', '+447700900002', '+447700900003']

function drawReminder(file: { key: string; name: string }): WorkflowDocument {
  const common = { version: 1, label: '', position: { x: 0, y: 0 } }
  const load = {
    file: { ...file, use: 'place' },
    reading: {},
    country: 'GB',
    match: [{ field: 'phone', source: { header: 'Mobile', at: 0 } }],
    columns: [
      {
        name: 'appointment_at',
        label: 'Appointment',
        type: 'text',
        source: { header: 'Appointment', at: 1 },
      },
    ],
    unmatched: { kind: 'leave-out' },
    empty: 'nobody',
    errorOutlet: false,
  }
  const text = 'Dear {{ first_name }}, we see you at {{ appointment_at }}.'
  const delivery = { lineId: null, maxParts: 3 }
  return {
    version: 1,
    activities: [
      { ...common, id: 'file', kind: 'load-file', settings: load },
      { ...common, id: 'sms', kind: 'sms', settings: { content: { text }, delivery, outbound: 'none' } },
    ],
    transitions: [{ id: 'file-sms', from: 'file', outlet: 'result', to: 'sms' }],
  }
}

async function worldOfPatients(
  text: string,
): Promise<World & { file: { key: string; name: string }; path: string }> {
  const world = createWorld()
  await world.addLine()
  await world.addPeople(phones)
  const path = join(createTemporaryFolder(), 'tomorrow.csv')
  writeFileSync(path, text)
  const { key, name } = await world.client.call('loadFiles.keep', { file: path })
  return Object.assign(world, { file: { key, name }, path })
}

/** Lets real files be read until something holds; the clock stands still meanwhile. */
async function untilRead(world: World, holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await world.clock.settle()
}

/** Runs a workflow until its delivery can be reviewed, and gives what would be sent. */
async function prepare(world: World, id: number) {
  const { runId } = await world.call('workflows.start', { id, discardWaiting: true })
  const find = async () =>
    (await world.client.call('deliveries.list', {})).find(({ workflow }) => workflow?.runId === runId)
  await untilRead(world, async () => (await find())?.state === 'ready')
  const delivery = await find()
  const { rows } = await world.call('deliveries.messages', { id: delivery?.id ?? 0 })
  return { delivery, texts: rows.map(row => `${row.recipient} ${row.text}`) }
}

test('Appointment reminder from a file: everyone gets the time that stands in their row, from the file of that day', async () => {
  const world = await worldOfPatients(
    'Mobile,Appointment\n07700 900001,14:30\n07700 900003,15:45\n07700 900999,9:00\n',
  )
  const { id } = await world.call('workflows.create', {
    name: 'Reminder',
    document: drawReminder(world.file),
  })
  expect(await world.client.call('workflows.check', { id })).toEqual([])

  const { texts } = await prepare(world, id)
  expect(texts).toEqual([
    '+447700900001 Dear Person 1, we see you at 14:30.',
    '+447700900003 Dear Person 3, we see you at 15:45.',
  ])
  const last = await world.call('loadFiles.last', { workflowId: id, activityId: 'file' })
  expect(last).toMatchObject({ rows: 3, people: 2, reasons: { 'no-person': 1 } })

  writeFileSync(world.path, 'Mobile;Appointment\n07700 900002;8:15\n')
  const next = await prepare(world, id)
  expect(next.texts).toEqual(['+447700900002 Dear Person 2, we see you at 8:15.'])

  const { delivery } = next
  await world.call('deliveries.confirm', {
    id: delivery?.id ?? 0,
    digest: delivery?.preparation?.digest ?? '',
  })
  await world.finish(delivery?.id ?? 0)
  expect(world.network.journal.messages.map(({ text }) => text)).toEqual([
    'Dear Person 2, we see you at 8:15.',
  ])
})

test('A workflow whose file has lost a column stands still until it is back, and then goes on', async () => {
  const world = await worldOfPatients('Mobile,Appointment\n07700 900001,14:30\n')
  const document = drawReminder(world.file)
  const { id } = await world.call('workflows.create', { name: 'Reminder', document })
  writeFileSync(world.path, 'Handy,Appointment\n07700 900001,14:30\n')
  const { runId } = await world.call('workflows.start', { id })
  const run = () => world.client.call('workflows.run', { runId: runId ?? 0 })
  await untilRead(world, async () => (await run()).state === 'failed')
  expect((await run()).activities.find(({ activityId }) => activityId === 'file')).toMatchObject({
    state: 'failed',
    error: { code: 'load/column-gone', data: { file: 'tomorrow.csv', column: 'Mobile' } },
  })
  writeFileSync(world.path, 'Mobile,Appointment\n07700 900001,14:30\n')
  await world.call('workflows.resume', { id })
  await untilRead(world, async () => (await run()).activities.some(({ deliveryId }) => deliveryId !== null))
  expect((await run()).transitions).toMatchObject([{ transitionId: 'file-sms', count: 1 }])
})
