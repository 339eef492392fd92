import { expect, test } from 'vitest'
import { createActivity } from '../../../../../src/shared/workflow/create-activity.ts'
import { emptyDocument } from '../../../../../src/shared/workflow-document.ts'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'

const audience = createActivity('build-audience', { id: 'a', label: 'Everyone', position: { x: 0, y: 0 } })
const document = { ...emptyDocument, activities: [audience] }

test('A workflow is created, listed, renamed, duplicated and removed', async () => {
  const { call, clock } = createCampaignWorld()
  const { id } = await call('workflows.create', { name: 'First', document })
  await clock.advance(1000)
  const copy = await call('workflows.duplicate', { id, name: 'Second' })
  expect(copy).toMatchObject({ name: 'Second', document, revision: 1, lastRun: null })
  await clock.advance(1000)
  await call('workflows.rename', { id, name: 'Renamed' })
  const listed = await call('workflows.list', {})
  expect(listed.map(({ name, activities }) => [name, activities])).toEqual([
    ['Renamed', 1],
    ['Second', 1],
  ])
  await call('workflows.remove', { id })
  await expect(call('workflows.get', { id })).rejects.toThrow('workflow/not-found')
  expect((await call('workflows.list', {})).length).toBe(1)
})

test('A save that was made from an older revision is refused and changes nothing', async () => {
  const { call, pushes } = createCampaignWorld()
  const { id } = await call('workflows.create', { name: 'Test' })
  expect(await call('workflows.save', { id, document, revision: 1 })).toEqual({ revision: 2 })
  await expect(call('workflows.save', { id, document: emptyDocument, revision: 1 })).rejects.toThrow(
    'workflow/changed-elsewhere',
  )
  expect((await call('workflows.get', { id })).document).toEqual(document)
  expect(pushes.filter(({ name }) => name === 'workflows.changed').length).toBe(2)
})

test('A running workflow is not removed; one that has run is, and its delivery stays', async () => {
  const world = createCampaignWorld()
  const { call, runs, preparations } = world
  await world.addLine()
  world.addPeople([{ phone: '+447700900001' }])
  const sms = createActivity('sms', { id: 's', label: 'SMS', position: { x: 0, y: 0 } })
  const settings = { ...sms.settings, content: { text: 'Hi' }, outbound: 'everyone' }
  const drawn = {
    ...emptyDocument,
    activities: [audience, { ...sms, settings }],
    transitions: [{ id: 't', from: 'a', outlet: 'result', to: 's' }],
  }
  const { id } = await call('workflows.create', { name: 'Test', document: drawn })
  const { runId } = await call('workflows.start', { id })
  await runs.whenSettled(runId ?? 0)
  await preparations.whenSettled(1)
  await expect(call('workflows.remove', { id })).rejects.toThrow('workflow/running')
  await call('workflows.stop', { id })
  await call('workflows.remove', { id })
  const delivery = await call('deliveries.get', { id: 1 })
  expect([delivery.state, delivery.workflow, delivery.preparation?.toDeliver]).toEqual(['stopped', null, 1])
})

test('What can be undone is kept with the draft that it leads away from, and forgotten when that is changed without it', async () => {
  const { call } = createCampaignWorld()
  const { id } = await call('workflows.create', { name: 'Test' })
  const steps = { past: [{ activities: { drop: ['a'] } }], future: [] }
  await call('workflows.save', { id, document, revision: 1, steps })
  expect(await call('workflows.undoSteps', { id, revision: 2 })).toEqual(steps)
  expect(await call('workflows.undoSteps', { id, revision: 1 })).toBeNull()
  await call('workflows.save', { id, document: emptyDocument, revision: 2 })
  expect(await call('workflows.undoSteps', { id, revision: 3 })).toBeNull()
})
