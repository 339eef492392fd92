import { expect, test } from 'vitest'
import type { DeliveryTemplate } from '../../../src/shared/contract/delivery-templates.ts'
import { createWorkflowWorld, draw, given, type WorkflowWorld } from '../../support/workflow-world.ts'
import { createWorld, type World } from '../../support/world.ts'

const content = { text: 'Spring begins', footer: { kind: 'on' } } as const
const settings = {
  lineId: null,
  maxParts: 2,
  sending: { priority: 'low' },
  timing: { start: { kind: 'at', day: '2026-03-01', time: '09:00', timeZone: null }, missed: 'hold' },
} as const

async function worldWithTemplate(): Promise<World & { readonly template: DeliveryTemplate }> {
  const world = createWorld()
  await world.addLine({ latencyMs: 0 })
  await world.addPeople(['+447700900001'])
  await world.call('deliveryTemplates.add', { label: 'Spring', content, settings })
  const [template] = await world.call('deliveryTemplates.list', {})
  return Object.assign(world, { template: template ?? expect.fail('nothing was kept') })
}

/** A workflow whose SMS takes what the template has, as both doors do. */
async function makeOf({ call }: World, template: DeliveryTemplate): Promise<number> {
  const sms = {
    kind: 'sms',
    settings: { content: template.content, delivery: template.settings, outbound: 'none' },
  } as const
  const document = draw({ people: given.everyone, sms }, ['people>sms'])
  return (await call('workflows.create', { name: 'Of a template', document })).id
}

async function prepare({ call, clock }: World, workflowId: number) {
  await call('workflows.start', { id: workflowId })
  const find = async () => (await call('deliveries.list', { workflowId }))[0]
  await clock.runUntil(async () => (await find())?.state === 'ready')
  return (await find()) ?? expect.fail('nothing was made')
}

test('A template fills in content and settings, but no date, and a delivery made of it goes out as it says (SD-18)', async () => {
  const world = await worldWithTemplate()
  const made = await prepare(world, await makeOf(world, world.template))
  expect(made.content).toEqual(content)
  expect(made.settings).toMatchObject({ maxParts: 2, sending: { priority: 'low' } })
  expect(made.settings.timing).toEqual({ missed: 'hold' })
  await world.call('deliveries.confirm', { id: made.id, digest: made.preparation?.digest ?? '' })
  await world.finish(made.id)
  expect(world.network.journal.messages.map(({ text }) => text)).toEqual([
    'Spring begins\nTo opt out, reply STOP',
  ])
})

test('What becomes of a template later changes nothing that was made of it, nor what its workflow makes next (SD-18)', async () => {
  const world = await worldWithTemplate()
  const workflowId = await makeOf(world, world.template)
  const first = await prepare(world, workflowId)
  await world.call('deliveryTemplates.add', {
    label: 'Spring',
    content: { text: 'Summer begins' },
    settings,
    replaces: true,
  })
  const [replaced] = await world.call('deliveryTemplates.list', {})
  expect(replaced?.content.text).toBe('Summer begins')
  await world.call('deliveryTemplates.remove', { id: replaced?.id ?? 0 })
  expect(await world.readDelivery(first.id)).toEqual(first)
  await world.call('deliveries.stop', { id: first.id })
  const second = await prepare(world, workflowId)
  expect([second.id === first.id, second.content, second.settings]).toEqual([
    false,
    first.content,
    first.settings,
  ])
})

const drawing = (text: string, maxParts: number) => {
  const delivery = { lineId: null, maxParts }
  const sms = { ...given.sms, settings: { ...given.sms.settings, content: { text }, delivery } }
  return draw({ people: given.everyone, sms }, ['people>sms'], { timeZone: 'UTC' })
}

const told = async (world: WorkflowWorld) =>
  (await world.call('deliveries.list', {})).map(row => [row.content.text, row.settings.maxParts, row.state])

test('A delivery that was made stays as it is whatever its activity says later, which counts from the next start on (SD-10)', async () => {
  const world = await createWorkflowWorld(drawing('First', 3))
  await world.start()
  await world.redraw(drawing('Second', 5))
  await world.rest()
  expect(await told(world)).toEqual([['First', 3, 'ready']])
  const [{ id, settings: own } = expect.fail('nothing was made')] = await world.call('deliveries.list', {})
  await world.call('deliveries.edit', { id, settings: { ...own, maxParts: 7 } })
  const { document } = await world.workflow()
  expect(document).toEqual(drawing('Second', 5))
  expect(await told(world)).toEqual([['First', 7, 'draft']])
  // Both could be sent, so somebody says first what becomes of the one that was changed by hand.
  await expect(world.start()).rejects.toMatchObject({
    code: 'workflow/delivery-waiting',
    data: { count: 1, deliveryId: id },
  })
  await world.start({ discardWaiting: true })
  expect(await told(world)).toEqual([
    ['Second', 5, 'ready'],
    ['First', 7, 'stopped'],
  ])
})

test('A delivery that is just being prepared again is asked about too, and does not stay beside the next one (SD-03)', async () => {
  const world = await createWorkflowWorld(drawing('First', 3))
  await world.start()
  const [{ id } = expect.fail('nothing was made')] = await world.call('deliveries.list', {})
  await world.call('deliveries.prepare', { id })
  expect(await told(world)).toEqual([['First', 3, 'preparing']])
  await expect(world.call('workflows.start', { id: world.id })).rejects.toMatchObject({
    code: 'workflow/delivery-waiting',
    data: { count: 1, deliveryId: id },
  })
  await world.start({ discardWaiting: true })
  expect(await told(world)).toEqual([
    ['First', 3, 'ready'],
    ['First', 3, 'stopped'],
  ])
  const { rows } = await world.call('deliveries.messages', { id })
  expect(new Set(rows.map(({ state }) => state))).not.toContain('queued')
})
