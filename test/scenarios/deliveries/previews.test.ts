import { expect, test } from 'vitest'
import { everyone } from '../../../src/shared/rule.ts'
import { createWorld, type World } from '../../support/world.ts'

const source = { rule: everyone }
const text =
  'Hi {{ first_name | default: "you" }}{% if last_name == "Rare" %}, you are rare{% endif %} of {{ last_name | default: "us" }}'

/** Four of whom each stands out by something else, and one without a number. */
async function worldOfFive(): Promise<World> {
  const world = createWorld()
  await world.addLine({ latencyMs: 0 })
  const people = [
    { phone: '+447700900001', firstName: 'Ann', lastName: 'Bee' },
    { phone: '+447700900002', firstName: 'Maximiliana-Theodora', lastName: 'Featherstonehaugh' },
    { phone: '+447700900003' },
    { phone: '+447700900004', firstName: 'Di', lastName: 'Rare' },
    { firstName: 'Nobody', lastName: 'Here' },
  ]
  for (const person of people) await world.call('people.create', person)
  return world
}

test('The message is shown as anybody would get it, and is what they get (PR-01)', async () => {
  const world = await worldOfFive()
  const shown: (string | undefined)[] = []
  for (const personId of [1, 2, 3, 4]) {
    const { rendered, total } = await world.call('content.preview', { text, source, personId })
    expect(total).toBe(5)
    shown.push(rendered?.text)
  }
  expect(shown[3]).toBe('Hi Di, you are rare of Rare')
  const { id } = await world.startDelivery(text)
  await world.finish(id)
  const { rows } = await world.call('deliveries.messages', { id })
  expect(rows.toSorted((one, other) => one.personId - other.personId).map(row => row.text)).toEqual(shown)
})

test('Those who stand out are found among everybody: the longest, the emptiest, the rarest (PR-01)', async () => {
  const world = await worldOfFive()
  const counted = await world.call('content.count', { text, source, lineId: null, job: 'a' })
  expect(counted?.outliers.map(({ kind, personId }) => [kind, personId])).toEqual([
    ['longest', 2],
    ['emptiest', 3],
    ['rarest', 4],
  ])
  const { id } = await world.prepareDelivery(text)
  const samples = await world.call('deliveries.samples', { id })
  expect(samples.map(({ personId }) => personId)).toEqual(expect.arrayContaining([1, 2]))
})

test('A hundred proofs at most leave at once, also several to one number; none to one that must not be texted (PR-05)', async () => {
  const world = await worldOfFive()
  const { id: deliveryId } = await world.prepareDelivery(text)
  const numberIds: number[] = []
  for (let ending = 10; ending < 61; ending += 1) {
    const phone = `+4477009001${ending}`
    numberIds.push((await world.call('proofs.saveNumber', { name: `Tester ${ending}`, phone })).id)
  }
  const given = { of: { deliveryId }, content: { text }, lineId: null, personIds: [1, 2] }
  await expect(world.call('proofs.send', { ...given, numberIds })).rejects.toMatchObject({
    code: 'proof/too-many',
    data: { count: 102, most: 100 },
  })
  await world.clock.advance(60_000)
  expect(world.network.journal.messages).toEqual([])
  await world.call('suppressions.addNumber', { phone: '+447700900160' })
  await expect(world.call('proofs.send', { ...given, numberIds: numberIds.slice(1) })).rejects.toMatchObject({
    code: 'proof/suppressed',
  })
  await world.call('proofs.send', { ...given, numberIds: numberIds.slice(0, 50) })
  await world.clock.advance(10 * 60_000)
  const { messages } = world.network.journal
  expect(messages).toHaveLength(100)
  expect(messages.filter(({ recipient }) => recipient === '+447700900110')).toHaveLength(2)
  expect((await world.readDelivery(deliveryId)).state).toBe('ready')
})
