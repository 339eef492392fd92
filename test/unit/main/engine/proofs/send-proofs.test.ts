import { expect, test } from 'vitest'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

const colleague = { name: 'Colleague', phone: '+447700900900' }

async function worldWithLine(): Promise<CampaignWorld> {
  const world = createCampaignWorld()
  await world.addLine({ latencyMs: 59 })
  world.addPeople([
    { id: 1, phone: '+447700900001', firstName: 'Ann', lastName: 'Bee' },
    { id: 2, phone: '+447700900002' },
  ])
  return world
}

async function sendTo(
  world: CampaignWorld,
  deliveryId: number,
  given: {
    readonly text?: string
    readonly personIds?: number[]
    readonly phones?: readonly string[]
    readonly prefix?: string
  } = {},
): Promise<number[]> {
  const { text = 'Hi {{ first_name }}', personIds = [1], phones = [colleague.phone], prefix = '' } = given
  const known = await world.call('proofs.numbers', {})
  const numberIds: number[] = []
  for (const phone of phones) {
    const number = known.find(each => each.phone === phone)
    numberIds.push((number ?? (await world.call('proofs.saveNumber', { ...colleague, phone }))).id)
  }
  const of = { deliveryId }
  const sent = { of, content: { text }, lineId: null, personIds, numberIds, prefix }
  return (await world.call('proofs.send', sent)).numbers
}

test('A proof shows the data of a person, leaves through the real line and has a log of its own', async () => {
  const world = await worldWithLine()
  const deliveryId = world.addDraft('Hi {{ first_name }}')
  expect(await sendTo(world, deliveryId, { prefix: 'Proof {n}: ' })).toEqual([1])
  await world.clock.advance(5000)
  expect(world.line.sends.map(({ message }) => [message.recipient, message.text])).toEqual([
    [colleague.phone, 'Proof 1: Hi Ann'],
  ])
  const [proof] = await world.call('proofs.list', { of: { deliveryId } })
  expect(proof).toMatchObject({
    number: 1,
    text: 'Proof 1: Hi Ann',
    parts: 1,
    person: { id: 1, name: 'Ann Bee' },
    messages: [{ recipient: colleague.phone, name: 'Colleague', state: 'accepted', reason: null }],
  })
})

test('Proofs are counted on, one for each person that is shown', async () => {
  const world = await worldWithLine()
  const deliveryId = world.addDraft('Hi')
  const text = 'Hi {{ first_name | default: "you" }}'
  await sendTo(world, deliveryId, { text })
  expect(await sendTo(world, deliveryId, { text, personIds: [1, 2] })).toEqual([2, 3])
  const proofs = await world.call('proofs.list', { of: { deliveryId } })
  expect(proofs.map(proof => [proof.number, proof.text])).toEqual([
    [3, 'Hi you'],
    [2, 'Hi Ann'],
    [1, 'Hi Ann'],
  ])
})

test('No list and no count of anybody knows of a proof', async () => {
  const world = await worldWithLine()
  const deliveryId = world.addDraft('Hi {{ first_name | default: "you" }}')
  await sendTo(world, deliveryId)
  await world.clock.advance(5000)
  const deliveries = await world.call('deliveries.list', {})
  expect(deliveries.map(({ id }) => id)).toEqual([deliveryId])
  const { preparation, counts } = await world.prepare(deliveryId)
  expect(preparation).toMatchObject({ targeted: 2, toDeliver: 2 })
  expect(counts.queued).toBe(2)
  const { sql } = world.context.workspace
  expect(sql.prepare('SELECT count(*) FROM messages WHERE person_id IN (1, 2)').pluck().get()).toBe(2)
})

test('A proof never goes to the person whose data it shows', async () => {
  const world = await worldWithLine()
  const deliveryId = world.addDraft('Hi')
  const own = sendTo(world, deliveryId, { phones: ['+447700900001'] })
  await expect(own).rejects.toMatchObject({ code: 'proof/own-number' })
  expect(await world.call('proofs.list', { of: { deliveryId } })).toEqual([])
})

test('Nothing goes to a suppressed test number', async () => {
  const world = await worldWithLine()
  world.context.workspace.sql
    .prepare("INSERT INTO suppressions (phone, cause, at) VALUES (?, 'manual', 0)")
    .run(colleague.phone)
  await expect(sendTo(world, world.addDraft('Hi'))).rejects.toMatchObject({ code: 'proof/suppressed' })
})

test.each([
  ['Hi {{ surname }}', [1], 'proof/content-faulty'],
  ['  ', [1], 'proof/content-faulty'],
  ['Hi {{ first_name }}', [2], 'proof/no-message'],
  ['{% if last_name %}Hi{% endif %}', [2], 'proof/no-message'],
])('A content that makes no message (%j) has no proof', async (text, personIds, code) => {
  const world = await worldWithLine()
  await expect(sendTo(world, world.addDraft('Hi'), { text, personIds })).rejects.toMatchObject({ code })
})

test('A hundred proofs go out at once and no more', async () => {
  const world = await worldWithLine()
  const deliveryId = world.addDraft('Hi')
  const phones = Array.from({ length: 51 }, (_, index) => `+4477009009${String(index).padStart(2, '0')}`)
  const text = 'Hi'
  const many = sendTo(world, deliveryId, { text, personIds: [1, 2], phones })
  await expect(many).rejects.toMatchObject({ code: 'proof/too-many', data: { count: 102, most: 100 } })
  expect(await sendTo(world, deliveryId, { text, personIds: [1, 2], phones: phones.slice(1) })).toHaveLength(
    2,
  )
})

test('A test number is a number that can be texted, and is there once', async () => {
  const world = await worldWithLine()
  const save = (phone: string) => world.call('proofs.saveNumber', { name: 'Me', phone })
  await expect(save('0123')).rejects.toMatchObject({ code: 'proof/number-unusable' })
  expect(await save('07700 900123')).toMatchObject({ phone: '+447700900123', name: 'Me' })
  await expect(save('+447700900123')).rejects.toMatchObject({ code: 'proof/number-known' })
})

test('A delivery counts its proofs on where the activity that made it left off', async () => {
  const world = await worldWithLine()
  const deliveryId = world.addDraft('Hi')
  const { sql } = world.context.workspace
  const workflow = await world.call('workflows.create', { name: 'W' })
  const number = await world.call('proofs.saveNumber', colleague)
  const of = { workflowId: workflow.id, activityId: 'sms' }
  const given = { content: { text: 'Hi' }, lineId: null, personIds: [1], numberIds: [number.id] }
  await world.call('proofs.send', { ...given, of })
  sql
    .prepare("UPDATE deliveries SET workflow_id = ?, activity_id = 'sms' WHERE id = ?")
    .run(workflow.id, deliveryId)
  expect(await world.call('proofs.send', { ...given, of: { deliveryId } })).toEqual({ numbers: [2] })
  expect(await world.call('proofs.list', { of })).toHaveLength(2)
})
