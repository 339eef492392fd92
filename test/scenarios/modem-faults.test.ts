import { describe, expect, test } from 'vitest'
import type { FaultScript, SubmitFault } from '../../src/main/engine/transports/simulator/faults.ts'
import { createWorld } from '../support/world.ts'

const people = Array.from({ length: 6 }, (_, index) => `+4477009000${10 + index}`)
/** Late reports have come by then. */
const longMs = 15 * 60_000

const at = (ordinal: number, fault: SubmitFault): FaultScript => ({
  submit: submit => (submit === ordinal ? fault : undefined),
})

interface Fault {
  readonly name: string
  readonly faults: FaultScript
  /** Messages by state, of six, when all is over. */
  readonly counts: Record<string, number>
  /** What the network has in the end; one for each person unless told. */
  readonly arrived?: number
}

const faults: readonly Fault[] = [
  { name: 'a refusal that passes (500)', faults: at(2, { cms: 500 }), counts: { delivered: 6 } },
  { name: 'a network that is congested (42)', faults: at(2, { cms: 42 }), counts: { delivered: 6 } },
  { name: 'a full memory (322)', faults: at(2, { cms: 322 }), counts: { delivered: 6 } },
  { name: 'a prompt that never comes', faults: at(2, 'no-prompt'), counts: { delivered: 6 } },
  { name: 'a prompt that takes 150 ms', faults: { promptDelayMs: 150 }, counts: { delivered: 6 } },
  { name: 'answers of one octet at a time', faults: { chunkSize: 1 }, counts: { delivered: 6 } },
  {
    name: 'a cable that comes out before the prompt',
    faults: at(2, 'vanish-before-prompt'),
    counts: { delivered: 6 },
  },
  // The report that comes later settles what nobody knew.
  { name: 'an answer that is lost', faults: at(2, 'answer-lost'), counts: { delivered: 6 } },
  {
    name: 'a cable that comes out after the PDU',
    faults: at(2, 'vanish-after-data'),
    counts: { delivered: 6 },
  },
  // The network never had it, and the program cannot know that: the person decides.
  {
    name: 'a modem that dies with the PDU',
    faults: at(2, 'vanish-unsent'),
    counts: { delivered: 5, unknown: 1 },
    arrived: 5,
  },
  {
    name: 'a number that does not exist (1)',
    faults: at(2, { cms: 1 }),
    counts: { delivered: 5, failed: 1 },
    arrived: 5,
  },
  {
    name: 'a message that the network has already (197)',
    faults: at(2, { cms: 197 }),
    counts: { delivered: 5, unknown: 1 },
    arrived: 5,
  },
]

describe('Six messages survive', () => {
  test.each(faults)('$name', async ({ faults: script, counts, arrived = people.length }) => {
    const world = createWorld()
    world.faults = script
    await world.addLine()
    await world.addPeople(people)
    const { id } = await world.startDelivery()
    const delivery = await world.finish(id, longMs)
    expect(Object.fromEntries(Object.entries(delivery.counts).filter(([, count]) => count > 0))).toEqual(
      counts,
    )
    const recipients = world.network.journal.messages.map(({ recipient }) => recipient)
    expect(recipients).toHaveLength(arrived)
    expect(new Set(recipients).size).toBe(arrived)
  })

  test('a cable that is pulled ten times in a row', async () => {
    const world = createWorld()
    await world.addLine()
    await world.addPeople(Array.from({ length: 22 }, (_, index) => `+4477009000${10 + index}`))
    const { id } = await world.startDelivery()
    for (let pull = 1; pull <= 10; pull++) {
      await world.clock.runUntil(() => world.network.journal.messages.length >= pull * 2)
      world.unplug()
    }
    const { counts } = await world.finish(id, longMs)
    expect(counts.delivered).toBe(22)
    expect(new Set(world.network.journal.messages.map(({ recipient }) => recipient)).size).toBe(22)
    expect(world.network.journal.messages).toHaveLength(22)
  })
})

test('A SIM that is barred stops the delivery with its reason, and loses nobody', async () => {
  const world = createWorld()
  world.faults = { submit: submit => (submit > 2 ? { cms: 10 } : undefined) }
  await world.addLine()
  await world.addPeople(people)
  const { id } = await world.startDelivery()
  await world.clock.runUntil(async () => (await world.readDelivery(id)).state === 'paused')
  const { counts, trouble } = await world.readDelivery(id)
  expect(trouble).toMatchObject({ code: 'cms-10' })
  expect(counts.queued).toBe(4)
  expect(world.network.journal.messages).toHaveLength(2)
})
