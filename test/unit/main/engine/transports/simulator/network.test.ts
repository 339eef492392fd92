import { expect, test } from 'vitest'
import type { SubmitFields } from '../../../../../../src/main/engine/transports/gsm-modem/pdu/submit.ts'
import {
  createNetwork,
  type Subscriber,
} from '../../../../../../src/main/engine/transports/simulator/network.ts'
import {
  behaviourOf,
  createPopulation,
  kindOf,
} from '../../../../../../src/main/engine/transports/simulator/people.ts'
import { createSeededRandom } from '../support/environment.ts'
import { createManualClock } from '../support/manual-clock.ts'

function part(fields: Partial<SubmitFields> = {}): SubmitFields {
  return { recipient: '+447700900001', text: 'Hello', encoding: 'gsm7', wantsReport: true, ...fields }
}

const behaviourOfNumber = (number: string) => behaviourOf(kindOf(number))

const deaf: Subscriber = { receive: () => {}, report: () => {} }

test('How a person behaves depends on the last two digits of their number alone', () => {
  expect(behaviourOfNumber('+447700900085')).toEqual(behaviourOfNumber('+33639980085'))
  expect(behaviourOfNumber('+447700900085').refusal).toBe(1)
  expect(behaviourOfNumber('+447700900096').reply).toBe('STOP')
  expect(behaviourOfNumber('+447700900099').reports).toEqual([])
})

test('Most people get their messages', () => {
  const numbers = Array.from({ length: 100 }, (_, index) => `+4477009000${String(index).padStart(2, '0')}`)
  const delivered = numbers.filter(number => behaviourOfNumber(number).reports.at(-1)?.status === 0)
  expect(delivered).toHaveLength(92)
})

test('The journal holds every part that arrived, and every whole message once', () => {
  const clock = createManualClock()
  const network = createNetwork({ clock, random: createSeededRandom() })
  const access = network.join(deaf)
  access.submit(part({ text: 'b', concatenation: { reference: 9, of: 2, index: 2 } }), 0)
  expect(network.journal.messages).toEqual([])
  access.submit(part({ text: 'a', concatenation: { reference: 9, of: 2, index: 1 } }), 1)
  expect(network.journal.messages).toEqual([
    { recipient: '+447700900001', text: 'ab', parts: 2, at: clock.now() },
  ])
  expect(network.journal.parts.map(({ index, reference }) => [index, reference])).toEqual([
    [2, 0],
    [1, 1],
  ])
})

test('A refused part is not in the journal', () => {
  const network = createNetwork({ clock: createManualClock(), random: createSeededRandom() })
  expect(network.join(deaf).submit(part({ recipient: '+447700900086' }), 0)).toEqual({
    kind: 'refused',
    cms: 1,
  })
  expect(network.journal.parts).toEqual([])
})

test('No report comes when none was asked for', async () => {
  const clock = createManualClock()
  const network = createNetwork({ clock, random: createSeededRandom() })
  let reports = 0
  const access = network.join({ ...deaf, report: () => reports++ })
  access.submit(part({ wantsReport: false }), 0)
  access.submit(part(), 1)
  await clock.advance(5_000)
  expect(reports).toBe(1)
})

test('Fast people report sooner', async () => {
  const clock = createManualClock()
  const network = createNetwork({ clock, random: createSeededRandom(), speed: 100 })
  let reports = 0
  network.join({ ...deaf, report: () => reports++ }).submit(part(), 0)
  await clock.advance(12)
  expect(reports).toBe(1)
})

test('A closed network leaves no timer', () => {
  const clock = createManualClock()
  const network = createNetwork({ clock, random: createSeededRandom() })
  network.join(deaf).submit(part({ recipient: '+447700900096' }), 0)
  expect(clock.pending()).toBeGreaterThan(0)
  network.close()
  expect(clock.pending()).toBe(0)
})

test('A population goes by its rules, then by the last digits, and by what somebody is changed to', () => {
  const population = createPopulation([
    { numbers: '+447700900123', is: 'full' },
    { numbers: '+4477009001*', is: 'slow' },
    { numbers: '*7', is: 'stop' },
  ])
  const kinds = ['+447700900123', '+447700900124', '+447700900207', '+447700900299'].map(population.kindOf)
  expect(kinds).toEqual(['full', 'slow', 'stop', 'silent'])
  population.change('+447700900299', 'gone')
  expect(population.kindOf('+447700900299')).toBe('gone')
})

test('A phone with a full storage gets its message once there is room, and the network says so meanwhile', async () => {
  const clock = createManualClock()
  const statuses: number[] = []
  const received: string[] = []
  const network = createNetwork({
    clock,
    random: createSeededRandom(),
    arrived:
      ({ recipient }) =>
      () =>
        received.push(recipient),
  })
  const access = network.join({ receive: () => {}, report: ({ status }) => statuses.push(status) })
  access.submit(part({ recipient: '+447700900084' }), 1)
  access.submit(part({ recipient: '+447700900095' }), 2)
  await clock.advance(1_000)
  expect([statuses.toSorted((one, other) => one - other), received]).toEqual([[0x25, 0x30], []])
  await clock.advance(5_000)
  expect(statuses).toContain(0x00)
  expect(received).toEqual(['+447700900084'])
})
