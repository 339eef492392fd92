import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { FaultScript, SubmitFault } from '../../src/main/engine/transports/simulator/faults.ts'
import reasons from '../../src/shared/texts/reasons/en.json' with { type: 'json' }
import { createWorld, type World } from '../support/world.ts'

const people = Array.from({ length: 4 }, (_, index) => `+4477009000${10 + index}`)
const bad = '+447700900012'
/** Late reports have come by then, and so has every further attempt. */
const longMs = 3 * 60 * 60_000

/** The sentence that a person reads for a code, as the screens find it. */
function sentenceOf(code: string): string {
  const texts: Readonly<Record<string, string>> = reasons
  const [, family = '', number = ''] = /^(cms|cme)-(\d+)$/.exec(code) ?? []
  return texts[code] ?? texts[family]?.replace('{number}', number) ?? code
}

const to = (fault: SubmitFault): FaultScript => ({
  recipient: number => (number === bad ? fault : undefined),
})
const once = (fault: SubmitFault): FaultScript => ({ submit: ordinal => (ordinal === 2 ? fault : undefined) })

async function send(faults: FaultScript): Promise<{ world: World; id: number }> {
  const world = createWorld()
  world.faults = faults
  await world.addLine()
  await world.addPeople(people)
  const { id } = await world.startDelivery()
  return { world, id }
}

/** What the ledger says of one person: state and reason. */
function rowOf({ path }: World, phone: string): { state: string; reason: string | null } {
  const sql = new Sqlite(path, { readonly: true })
  const row = sql.prepare('SELECT state, reason FROM messages WHERE recipient = ?').get(phone)
  sql.close()
  return row as { state: string; reason: string | null }
}

const arrivals = ({ network }: World): string[] =>
  network.journal.messages.map(({ recipient }) => recipient).toSorted()

describe('A refusal that concerns one person alone', () => {
  test.each([
    [1, 'This number is not in use.'],
    [28, 'This number is not in use.'],
    [30, 'This number is not in use.'],
    [195, 'This number is not in use.'],
    [196, 'The phone or its network refuses messages.'],
    [81, 'does not accept a message like this'],
    [111, 'does not accept a message like this'],
    [128, 'does not accept a message like this'],
    [304, 'does not accept a message like this'],
  ])('(%s) fails their message at once, with its reason, and the others get theirs', async (cms, says) => {
    const { world, id } = await send(to({ cms }))
    const { counts } = await world.finish(id)
    expect(counts).toMatchObject({ delivered: 3, failed: 1 })
    expect(rowOf(world, bad)).toEqual({ state: 'failed', reason: `cms-${cms}` })
    expect(arrivals(world)).toEqual(people.filter(phone => phone !== bad))
    expect(sentenceOf(`cms-${cms}`)).toMatch(says)
    expect(sentenceOf(`cms-${cms}`)).not.toContain('tried again')
  })

  test.each([21, 27])('(%s) is tried again a few times, then fails with its reason', async cms => {
    const { world, id } = await send(to({ cms }))
    const { counts } = await world.finish(id, longMs)
    expect(counts).toMatchObject({ delivered: 3, failed: 1 })
    expect(rowOf(world, bad).reason).toBe(`cms-${cms}`)
  })

  test('(197, the network has it) is unknown and not sent again', async () => {
    const { world, id } = await send(to({ cms: 197 }))
    expect((await world.finish(id, longMs)).counts).toMatchObject({ delivered: 3, unknown: 1 })
    expect(sentenceOf(rowOf(world, bad).reason ?? '')).toBe(
      'The network says that it already has this message. It has probably arrived.',
    )
  })
})

describe('A refusal that passes', () => {
  test.each([17, 22, 38, 41, 42, 47, 192, 194, 208, 211, 314, 322, 331, 332, 500, 512, 999])(
    '(%s) is tried again, and everybody gets one message',
    async cms => {
      const { world, id } = await send(once({ cms }))
      expect((await world.finish(id, longMs)).counts).toMatchObject({ delivered: 4, failed: 0, unknown: 0 })
      expect(arrivals(world)).toEqual(people)
      expect(sentenceOf(`cms-${cms}`)).toMatch(/tried again|The modem has no network/)
    },
  )
})

describe('A refusal that concerns the SIM or the modem', () => {
  test.each([8, 10, 29, 50, 69, 193, 300, 301, 302, 310, 311, 313, 315, 316, 320, 330])(
    '(%s) pauses the delivery, says why, and loses nobody',
    async cms => {
      const { world, id } = await send({ submit: ordinal => (ordinal > 1 ? { cms } : undefined) })
      await world.clock.runUntil(async () => (await world.readDelivery(id)).state === 'paused')
      const { counts, trouble } = await world.readDelivery(id)
      expect(trouble).toMatchObject({ code: `cms-${cms}` })
      expect(counts).toMatchObject({ queued: 3, failed: 0 })
      expect(sentenceOf(`cms-${cms}`)).not.toContain('{number}')
    },
  )
})

describe('Whatever a modem says in between', () => {
  test.each<readonly [what: string, faults: FaultScript]>([
    ['a flood of signal chatter', { chatter: 50 }],
    ['a flood of signal chatter, one octet at a time', { chatter: 5, chunkSize: 1 }],
    ['a report that comes before the answer to its own part', once('answer-late')],
    ['a report about somebody to whom nobody wrote', { submit: () => 'stranger-report' }],
  ])('%s, everybody gets one message and it is delivered', async (_, faults) => {
    const { world, id } = await send(faults)
    expect((await world.finish(id, longMs)).counts).toMatchObject({ delivered: 4 })
    expect(arrivals(world)).toEqual(people)
  })
})

describe('A SIM that cannot be used', () => {
  test.each([
    ['asks for its PUK', { sim: 'puk' }, 'modem-puk-needed', /blocked and asks for its PUK/],
    ['is not there', { sim: 'absent' }, 'modem-no-sim', /There is no SIM in the modem/],
  ] as const)('because it %s leaves the line out of order with the reason', async (_, faults, code, says) => {
    const world = createWorld()
    world.faults = faults
    const id = await world.addLine()
    const line = await world.call('lines.test', { id })
    expect(line).toMatchObject({ state: 'broken', trouble: { code } })
    expect(sentenceOf(code)).toMatch(says)
  })
})

test('Without a network everybody waits, the line says so, and goes on once there is one', async () => {
  const world = createWorld()
  world.faults = { network: 'searching' }
  const lineId = await world.addLine()
  await world.addPeople(people)
  const { id } = await world.startDelivery()
  await world.clock.advance(20_000)
  expect((await world.call('lines.get', { id: lineId })).health).toMatchObject({ registered: false })
  expect(arrivals(world)).toEqual([])
  world.faults = {}
  expect((await world.finish(id, longMs)).counts).toMatchObject({ delivered: 4, failed: 0 })
})

test('A lost answer is unknown with its reason until the report settles it, though that comes minutes later', async () => {
  const { world, id } = await send(once('answer-lost'))
  await world.clock.runUntil(async () => (await world.readDelivery(id)).state === 'finished')
  await world.clock.advance(longMs)
  expect((await world.readDelivery(id)).counts).toMatchObject({ delivered: 4, unknown: 0 })
  expect(arrivals(world)).toEqual(people)
  expect(sentenceOf('no-answer')).toBe('The message left and the modem never answered. It may have arrived.')
})
