import { expect, test } from 'vitest'
import { createAssembly } from '../../../../../../src/main/engine/transports/gsm-modem/assembly.ts'
import type { DeliverFields } from '../../../../../../src/main/engine/transports/gsm-modem/pdu/deliver.ts'
import type { TransportInbound } from '../../../../../../src/main/engine/transports/transport.ts'
import { createManualClock } from '../support/manual-clock.ts'

function part(sender: string, text: string, index: number, of = 2): DeliverFields {
  return { sender, text, sentAt: 1000, encoding: 'gsm7', concatenation: { reference: 5, of, index } }
}

function createBench() {
  const clock = createManualClock()
  const messages: TransportInbound[] = []
  return { clock, messages, assembly: createAssembly(clock, message => messages.push(message)) }
}

test('Parts that come in the wrong order and twice make one message', () => {
  const { assembly, clock, messages } = createBench()
  assembly.add(part('+1', 'c', 3, 3))
  assembly.add(part('+1', 'a', 1, 3))
  assembly.add(part('+1', 'a', 1, 3))
  assembly.add(part('+1', 'b', 2, 3))
  expect(messages).toEqual([{ sender: '+1', text: 'abc', sentAt: 1000 }])
  expect(clock.pending()).toBe(0)
})

test('Two senders with one reference do not mix', () => {
  const { assembly, messages } = createBench()
  assembly.add(part('+1', 'a', 1))
  assembly.add(part('+2', 'x', 1))
  assembly.add(part('+1', 'b', 2))
  assembly.add(part('+2', 'y', 2))
  expect(messages.map(message => message.text)).toEqual(['ab', 'xy'])
})

test('What is incomplete after ten minutes is passed on with a gap', async () => {
  const { assembly, clock, messages } = createBench()
  assembly.add(part('+1', 'STOP', 1))
  await clock.advance(599_999)
  expect(messages).toEqual([])
  await clock.advance(1)
  expect(messages).toEqual([{ sender: '+1', text: 'STOP…', sentAt: 1000 }])
})

test('Closing passes on what is incomplete and leaves no timer', () => {
  const { assembly, clock, messages } = createBench()
  assembly.add(part('+1', 'b', 2))
  assembly.close()
  expect(messages).toMatchObject([{ sender: '+1', text: '…b' }])
  expect(clock.pending()).toBe(0)
})

test('A message without a sensible time stamp was sent when it came', () => {
  const { assembly, clock, messages } = createBench()
  assembly.add({ sender: 'Bank', text: 'Hi', sentAt: undefined, encoding: 'gsm7' })
  expect(messages).toEqual([{ sender: 'Bank', text: 'Hi', sentAt: clock.now() }])
})
