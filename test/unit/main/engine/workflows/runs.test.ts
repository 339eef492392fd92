import { expect, test } from 'vitest'
import { applyChange } from '../../../../../src/shared/workflow/apply-change.ts'
import { createActivity } from '../../../../../src/shared/workflow/create-activity.ts'
import {
  emptyDocument,
  type Activity,
  type WorkflowDocument,
} from '../../../../../src/shared/workflow-document.ts'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

const position = { x: 0, y: 0 }
const audience = createActivity('build-audience', { id: 'a', label: 'Everyone', position })

function sms(id: string, { text = 'Hi', outbound = 'none' } = {}): Activity {
  const activity = createActivity('sms', { id, label: `SMS ${id}`, position })
  return { ...activity, settings: { ...activity.settings, content: { text }, outbound } }
}

/** Activities one after another. */
function chain(...activities: Activity[]): WorkflowDocument {
  return activities.reduce((document, activity) => {
    const from = document.activities.at(-1)
    const after = from && { from: from.id, outlet: from.kind === 'sms' ? 'sent' : 'result' }
    return applyChange(document, after ? { type: 'add', activity, after } : { type: 'add', activity })
  }, emptyDocument)
}

async function worldWith(document: WorkflowDocument): Promise<CampaignWorld & { id: number }> {
  const world = createCampaignWorld()
  await world.addLine()
  world.addPeople([
    { phone: '+447700900001', firstName: 'Ann' },
    { phone: '+447700900002' },
    { firstName: 'Cleo' },
  ])
  const { id } = await world.call('workflows.create', { name: 'Test', document })
  return { ...world, id }
}

async function start(
  { call, id }: CampaignWorld & { id: number },
  options: { readonly discardWaiting?: boolean } = {},
): Promise<number> {
  const { runId } = await call('workflows.start', { id, ...options })
  if (runId === null) throw new Error('nothing was begun')
  return runId
}

async function settle(
  { runs, preparations }: CampaignWorld,
  runId: number,
  deliveries: number[],
): Promise<void> {
  await runs.whenSettled(runId)
  for (const id of deliveries) await preparations.whenSettled(id)
  await new Promise(resolve => setImmediate(resolve))
  await runs.whenSettled(runId)
}

async function confirm({ call, clock, deliveryState }: CampaignWorld, id: number): Promise<void> {
  const { preparation } = await call('deliveries.get', { id })
  await call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await clock.runUntil(() => deliveryState(id) === 'finished')
}

async function statesOf({ call }: CampaignWorld, runId: number): Promise<Record<string, string>> {
  const { state, activities } = await call('workflows.run', { runId })
  return { run: state, ...Object.fromEntries(activities.map(found => [found.activityId, found.state])) }
}

test('Starting prepares a delivery with the label of its activity and sends nothing', async () => {
  const world = await worldWith(chain(audience, sms('s')))
  const runId = await start(world)
  await settle(world, runId, [1])
  expect(await statesOf(world, runId)).toEqual({ run: 'finished', a: 'finished', s: 'finished' })
  const run = await world.call('workflows.run', { runId })
  expect(run.transitions).toMatchObject([{ transitionId: 'a:result:s', count: 3 }])
  expect(run.activities.find(({ activityId }) => activityId === 's')?.deliveryId).toBe(1)
  const delivery = await world.call('deliveries.get', { id: 1 })
  expect(delivery).toMatchObject({
    label: 'SMS s',
    state: 'ready',
    workflow: { id: world.id, runId, activityId: 's' },
  })
  await world.clock.advance(60_000)
  expect(world.line.sends).toEqual([])
})

test('A second SMS starts when the first has been sent, with those whom the first addressed', async () => {
  const world = await worldWith(
    chain(audience, sms('s', { text: 'Hi {{ first_name }}', outbound: 'addressed' }), sms('t')),
  )
  const runId = await start(world)
  await settle(world, runId, [1])
  expect(await statesOf(world, runId)).toEqual({ run: 'running', a: 'finished', s: 'running', t: 'pending' })
  await confirm(world, 1)
  await settle(world, runId, [1, 2])
  expect(await statesOf(world, runId)).toEqual({
    run: 'finished',
    a: 'finished',
    s: 'finished',
    t: 'finished',
  })
  const { transitions } = await world.call('workflows.run', { runId })
  expect(transitions.map(({ transitionId, count }) => [transitionId, count])).toEqual([
    ['a:result:s', 3],
    ['s:sent:t', 1],
  ])
  expect((await world.call('deliveries.get', { id: 2 })).preparation?.targeted).toBe(1)
})

test('Behind a delivery that was stopped nothing is executed', async () => {
  const world = await worldWith(chain(audience, sms('s', { outbound: 'everyone' }), sms('t')))
  const runId = await start(world)
  await settle(world, runId, [1])
  await world.call('deliveries.stop', { id: 1 })
  await settle(world, runId, [1])
  expect(await statesOf(world, runId)).toEqual({
    run: 'finished',
    a: 'finished',
    s: 'finished',
    t: 'skipped',
  })
})

test('A failed preparation fails the run, and mending the delivery lets it go on', async () => {
  const world = await worldWith(chain(audience, sms('s', { text: 'Hi {{ nickname }}' })))
  world.addField('nickname')
  const runId = await start(world)
  world.context.workspace.sql.exec("DELETE FROM person_fields WHERE key = 'nickname'")
  await settle(world, runId, [1])
  expect(await statesOf(world, runId)).toEqual({ run: 'failed', a: 'finished', s: 'failed' })
  const run = await world.call('workflows.run', { runId })
  expect(run.activities.find(({ activityId }) => activityId === 's')?.error?.code).toBe('template/faulty')

  await world.call('deliveries.edit', { id: 1, content: { text: 'Hi' } })
  await world.call('deliveries.prepare', { id: 1 })
  await settle(world, runId, [1])
  expect(await statesOf(world, runId)).toEqual({ run: 'finished', a: 'finished', s: 'finished' })
})

test('A run that was cut off goes on at the activity that was, without a second delivery', async () => {
  const world = await worldWith(chain(audience, sms('s')))
  const runId = await start(world)
  await world.stop()
  const next = createCampaignWorld(world.path)
  next.preparations.recover()
  next.runs.recover()
  await settle(next, runId, [1])
  expect(await statesOf(next, runId)).toEqual({ run: 'finished', a: 'finished', s: 'finished' })
  expect((await next.call('deliveries.list', {})).map(({ id, state }) => [id, state])).toEqual([[1, 'ready']])
  const populations = next.context.workspace.sql.prepare('SELECT count(*) FROM populations').pluck().get()
  await next.runs.stop()
  expect(populations).toBeLessThanOrEqual(2)
})

test('Running again makes a new run and a new delivery', async () => {
  const world = await worldWith(chain(audience, sms('s')))
  for (const deliveryId of [1, 2]) {
    const runId = await start(world, { discardWaiting: true })
    await settle(world, runId, [deliveryId])
  }
  expect((await world.call('workflows.runs', { id: world.id })).total).toBe(2)
  expect((await world.call('deliveries.list', {})).map(({ state }) => state)).toEqual(['ready', 'stopped'])
})

test('A workflow with errors, or one that is running, is not started', async () => {
  const world = await worldWith(chain(audience, sms('s', { text: '' })))
  await expect(world.call('workflows.start', { id: world.id })).rejects.toMatchObject({
    code: 'workflow/not-ready',
    data: { name: 'Test', count: 1 },
  })
  const document = chain(audience, sms('s', { outbound: 'everyone' }))
  await world.call('workflows.save', { id: world.id, document, revision: 1 })
  await world.call('workflows.start', { id: world.id })
  await expect(world.call('workflows.start', { id: world.id })).rejects.toThrow('workflow/already-running')
})

test('A second start while a delivery waits for review is refused, or discards what waits', async () => {
  const world = await worldWith(chain(audience, sms('s')))
  const runId = await start(world)
  await settle(world, runId, [1])
  await expect(world.call('workflows.start', { id: world.id })).rejects.toMatchObject({
    code: 'workflow/delivery-waiting',
    data: { name: 'Test', count: 1, deliveryId: 1 },
  })
  expect((await world.call('workflows.runs', { id: world.id })).total).toBe(1)

  const again = await start(world, { discardWaiting: true })
  await settle(world, again, [1, 2])
  expect(['stopped', 'ready']).toEqual([world.deliveryState(1), world.deliveryState(2)])
  const confirmed = world.call('deliveries.confirm', { id: 1, digest: 'any' })
  await expect(confirmed).rejects.toMatchObject({ code: 'delivery/cannot-confirm' })
  const { rows } = await world.call('deliveries.messages', { id: 1, offset: 0, limit: 10 })
  expect(rows.map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
})

test('A delivery that was confirmed does not keep its workflow from starting again', async () => {
  const world = await worldWith(chain(audience, sms('s')))
  const runId = await start(world)
  await settle(world, runId, [1])
  await confirm(world, 1)
  const again = await start(world)
  await settle(world, again, [2])
  expect(world.deliveryState(2)).toBe('ready')
})

test('A stopped run executes nothing more, and what it prepared cannot be confirmed any more', async () => {
  const world = await worldWith(chain(audience, sms('s', { outbound: 'everyone' }), sms('t')))
  const runId = await start(world)
  await settle(world, runId, [1])
  await world.call('workflows.stop', { id: world.id })
  expect(await statesOf(world, runId)).toEqual({ run: 'stopped', a: 'finished', s: 'skipped', t: 'skipped' })
  await expect(confirm(world, 1)).rejects.toThrow('delivery/cannot-confirm')
  await settle(world, runId, [1])
  expect((await world.call('deliveries.list', {})).map(({ state }) => state)).toEqual(['stopped'])
})

test('The drawing that a run shows is the one that it started with', async () => {
  const world = await worldWith(chain(audience, sms('s')))
  const runId = await start(world)
  await world.call('workflows.save', { id: world.id, document: chain(audience), revision: 1 })
  await settle(world, runId, [1])
  expect(await statesOf(world, runId)).toEqual({ run: 'finished', a: 'finished', s: 'finished' })
})
