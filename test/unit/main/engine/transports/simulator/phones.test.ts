import { expect, test } from 'vitest'
import { createPopulation } from '../../../../../../src/main/engine/transports/simulator/people.ts'
import { createPhones } from '../../../../../../src/main/engine/transports/simulator/phones.ts'
import { createManualClock } from '../support/manual-clock.ts'

const phones = () => createPhones(createManualClock(), createPopulation())

test('A message is on its phone once it has arrived there', () => {
  const desk = phones()
  const message = desk.expect('+447700900001', 'Are you coming?')
  expect(desk.messages('+447700900001')).toMatchObject([{ by: 'line', isThere: false }])
  message.arrive()
  desk.write('+447700900001', 'Yes')
  expect(desk.messages('+447700900001')).toMatchObject([
    { by: 'line', text: 'Are you coming?', isThere: true },
    { by: 'person', text: 'Yes', isThere: true },
  ])
  expect(desk.messages('+447700900002')).toEqual([])
})

test('The phone that was written to last comes first, with what kind of person has it', () => {
  const desk = phones()
  desk.expect('+447700900001', 'one')
  desk.expect('+447700900096', 'two')
  desk.expect('+447700900001', 'three')
  expect(desk.list()).toMatchObject([
    { phone: '+447700900001', person: 'prompt', count: 2, last: { text: 'three' } },
    { phone: '+447700900096', person: 'stop', count: 1, last: { text: 'two' } },
  ])
})

test('A thousand phones are kept and fifty messages on each, the newest', () => {
  const desk = phones()
  for (let index = 0; index < 1_100; index++) desk.expect(`+4477009${index}`, 'x')
  expect(desk.list()).toHaveLength(1_000)
  expect(desk.list()[0]?.phone).toBe('+44770091099')
  for (let index = 0; index < 60; index++) desk.expect('+447700900001', `text ${index}`)
  expect(desk.messages('+447700900001')).toHaveLength(50)
  expect(desk.messages('+447700900001')[0]?.text).toBe('text 10')
})
