import { expect, test } from 'vitest'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createScriptedLine, lineClosed } from '../../../../support/scripted-line.ts'

const numbers = ['+447700900001', '+447700900002', '+447700900003']

async function sendingWorld() {
  const line = createScriptedLine(1)
  const world = createOutboxWorld(line.open)
  await world.addLine()
  line.onSend(() => {})
  const id = world.addDelivery(numbers)
  world.outbox.wake()
  await world.clock.settle()
  expect(world.states()).toEqual(['claimed', 'queued', 'queued'])
  return { ...world, id, line, people: peopleHandlers(world.context) }
}

test('people who are removed while a delivery is sending are not texted any more', async () => {
  const { people, line, clock, id, ...world } = await sendingWorld()
  await people['people.remove']({ selection: { ids: [2, 3] } })
  expect(world.messages().map(({ state, reason }) => [state, reason])).toEqual([
    ['claimed', null],
    ['cancelled', 'person-removed'],
    ['cancelled', 'person-removed'],
  ])
  expect(world.pushes).toContainEqual({ name: 'delivery.changed', data: { id } })
  line.sends[0]?.accept()
  await clock.settle()
  expect(line.sends).toHaveLength(1)
  expect(world.deliveryState(id)).toBe('finished')
})

test('what was under way to somebody who is removed does not leave again when it comes back to the queue', async () => {
  const { people, line, clock, id, ...world } = await sendingWorld()
  await people['people.remove']({ selection: { ids: [1, 2, 3] } })
  line.sends[0]?.answer(lineClosed)
  await clock.advance(600_000)
  expect(line.sends).toHaveLength(1)
  expect(world.messages()[0]).toMatchObject({ state: 'cancelled', reason: 'person-removed' })
  expect(world.deliveryState(id)).toBe('finished')
})

test('removing the person that two became cancels what is queued for either', async () => {
  const { people, clock, line, ...world } = await sendingWorld()
  await people['people.merge']({ intoId: 1, fromId: 2 })
  await clock.settle()
  expect(world.states()).toEqual(['claimed', 'queued', 'queued'])
  await people['people.remove']({ selection: { ids: [1] } })
  expect(world.states()).toEqual(['claimed', 'cancelled', 'queued'])
  line.sends[0]?.accept()
  await clock.settle()
  expect(line.sends.map(({ message }) => message.recipient)).toEqual([numbers[0], numbers[2]])
})
