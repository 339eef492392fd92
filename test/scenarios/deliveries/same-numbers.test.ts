import { expect, test } from 'vitest'
import { comparisonTable } from '../../../src/main/engine/export/comparison-table.ts'
import { figuresTable } from '../../../src/main/engine/export/figures-table.ts'
import { messagesTable } from '../../../src/main/engine/export/messages-table.ts'
import type { Cell, Table } from '../../../src/main/engine/export/table.ts'
import { breakdowns } from '../../../src/shared/contract/delivery-figures.ts'
import { ratesOf } from '../../../src/shared/delivery/delivery-rates.ts'
import { SendError } from '../../../src/shared/errors.ts'
import { messageStates } from '../../../src/shared/lifecycles/message.ts'
import { britons, createTimedWorld, dayMs, hourMs, type TimedWorld } from '../../support/timed-world.ts'

const later = new SendError('cms-42', { retry: { kind: 'later' }, blame: 'network' })
const never = new SendError('cms-1', { retry: { kind: 'never' }, blame: 'recipient' })
const perMinute = 10

/**
 * A test of two texts to eighty people with a control group, some without a number, a test person who gets it too; of the
 * messages some are refused for good, some at first and tried again, and of some nobody knows.
 */
async function sendOfEverything(): Promise<{ world: TimedWorld; id: number }> {
  const world = await createTimedWorld({
    people: [...britons(80), { phone: null }, { phone: null }, { phone: '+447700900001' }],
    perMinute,
  })
  const tries = new Map<string, number>()
  world.line.onSend(send => {
    const { recipient } = send.message
    const tried = (tries.get(recipient) ?? 0) + 1
    tries.set(recipient, tried)
    const ending = Number(recipient.slice(-1))
    if (ending === 3 && tried === 1) send.answer({ kind: 'refused', error: later })
    else if (ending === 4) send.answer({ kind: 'refused', error: never })
    else if (ending === 5) send.answer({ kind: 'unknown', reason: 'modem-silent' })
    else send.accept()
  })
  const tester = await world.call('proofs.saveNumber', { name: 'Tess', phone: '+447700900901', fields: {} })
  const winner = { by: 'replies', after: { amount: 2, unit: 'hours' }, onTie: 'first' } as const
  const content = { text: 'Text A', test: { others: [{ text: 'Text B' }], shares: [20, 20], winner } }
  const size = { of: 'count', count: 9 } as const
  const id = world.addDraft(content, {
    timing: { quietHours: { kind: 'off' } },
    who: { controlGroup: { pick: 'random', size } },
    testers: { testerIds: [tester.id] },
  })
  await world.prepare(id)
  await world.confirm(id)
  await world.clock.advance(5 * hourMs)
  await world.clock.runUntil(() => world.state(id) === 'finished', dayMs)
  return { world, id }
}

async function rowsOf(table: Table): Promise<Cell[][]> {
  const rows: Cell[][] = []
  for await (const piece of table.pieces()) rows.push(...piece.map(row => [...row]))
  return rows
}

test('screens tell the same numbers of a delivery in which everything has happened (MO-04)', async () => {
  const { world, id } = await sendOfEverything()
  const { preparation, counts, spent } = await world.call('deliveries.get', { id })
  const rates = ratesOf(counts)
  expect(preparation).toMatchObject({ targeted: 83, excludedTotal: 12, toDeliver: 71 })
  expect(rates).toMatchObject({ toDeliver: 71, waiting: 0, unsent: 0 })
  expect(Math.min(rates.accepted, rates.failed, rates.unknown)).toBeGreaterThan(0)

  const all = { id, offset: 0, limit: 200 }
  const { total, rows: messages } = await world.call('deliveries.messages', all)
  expect([total, messages.length]).toEqual([71, 71])
  for (const state of messageStates) {
    expect(messages.filter(message => message.state === state)).toHaveLength(counts[state])
  }
  expect((await world.call('deliveries.exclusions', all)).total).toBe(12)

  const { rows: listed } = await world.call('deliveries.page', { limit: 10 })
  expect(listed.find(row => row.id === id)).toMatchObject({ preparation, counts, spent })

  const figures = await world.call('deliveries.figures', { id })
  expect(figures.spent).toEqual(spent)
  for (const by of breakdowns) {
    const sums = figures.breakdowns[by].reduce((sum, row) => sum + row.messages, 0)
    expect(sums, by).toBe(71)
    const sent = figures.breakdowns[by].reduce((sum, row) => sum + ratesOf(row.counts).sent, 0)
    expect(sent, by).toBe(rates.sent)
  }
  const reasons = figures.reasons.reduce((sum, row) => sum + row.messages, 0)
  expect(reasons).toBe(rates.failed + rates.unknown)
  const { entries } = await world.call('calendar.entries', {
    from: world.clock.now() - 2 * dayMs,
    until: world.clock.now() + dayMs,
  })
  expect(entries.find(entry => entry.kind === 'delivery' && entry.id === id)).toMatchObject({ messages: 71 })
})

test('files and comparisons tell the numbers of the screen (MO-07)', async () => {
  const { world, id } = await sendOfEverything()
  const { sql } = world.context.workspace
  const { counts, spent } = await world.call('deliveries.get', { id })
  const rates = ratesOf(counts)

  const written = await rowsOf(figuresTable(sql, id, {}))
  const whole = [71, rates.sent, rates.delivered, rates.accepted, rates.failed, rates.unknown, 0, 0]
  expect(written.find(([part]) => part === 'all')?.slice(2, 10)).toEqual(whole)
  expect(written.find(([, what]) => what === 'targeted')?.[2]).toBe(83)
  expect(await rowsOf(await messagesTable(sql, { deliveryId: id }, {}))).toHaveLength(71)

  const other = await world.send({ timing: { quietHours: { kind: 'off' } } })
  const { rows: compared } = await world.call('deliveries.compare', { ids: [id, other] })
  expect(compared[0]).toMatchObject({ counts, spent, preparation: { targeted: 83, excludedTotal: 12 } })
  const table = await rowsOf(comparisonTable(sql, { ids: [id, other], now: world.clock.now() }, {}))
  const told = Object.fromEntries(table.map(([what, value]) => [what, value]))
  expect(told).toMatchObject({ targeted: 83, excluded: 12, toDeliver: 71, 'control-group': 9 })
  expect(told).toMatchObject({ sent: rates.sent, failed: rates.failed, unknown: rates.unknown })
  expect(told['parts']).toBe(spent.parts)
})
