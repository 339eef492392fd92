import { expect, test } from 'vitest'
import { comparisonTable } from '../../../../../src/main/engine/export/comparison-table.ts'
import { figuresTable } from '../../../../../src/main/engine/export/figures-table.ts'
import type { Cell, Table } from '../../../../../src/main/engine/export/table.ts'
import { readCompared } from '../../../../../src/main/engine/figures/read-compared.ts'
import { readExecutions, sumExecutions } from '../../../../../src/main/engine/series/read-executions.ts'
import { ratesOf } from '../../../../../src/shared/delivery/delivery-rates.ts'
import { messageStates } from '../../../../../src/shared/lifecycles/message.ts'
import { britons, createTimedWorld, minuteMs, type TimedWorld } from '../../../../support/timed-world.ts'

const excluded = [
  { phone: null },
  { phone: null, phoneProblem: 'too-short' },
  { phone: '+441632960001', phoneType: 'landline' },
  { phone: '+447700900001' },
] as const

/** A delivery with two messages of each state, four causes, and a price; some of its messages have left and cost. */
async function sent(): Promise<TimedWorld & { readonly id: number }> {
  const world = await createTimedWorld({ people: [...britons(messageStates.length * 2), ...excluded] })
  const { sql } = world.context.workspace
  sql.exec("UPDATE lines SET price_micros = 75000, currency = 'EUR'")
  const id = await world.send({ timing: { quietHours: { kind: 'off' } } })
  await world.clock.advance(minuteMs)
  const move = sql.prepare(
    'UPDATE messages SET state = @state WHERE id % @of = @rest AND delivery_id = @deliveryId',
  )
  const of = messageStates.length
  for (const [rest, state] of messageStates.entries()) move.run({ state, of, rest, deliveryId: id })
  return { ...world, id }
}

async function rowsOf(table: Table): Promise<(readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = []
  for await (const piece of table.pieces()) rows.push(...piece)
  return rows
}

test('A delivery says the same of itself on its dashboard, in files, in a comparison and in a series', async () => {
  const { id, context, call, clock, addDraft } = await sent()
  const { sql } = context.workspace
  const { preparation, counts, spent } = await call('deliveries.get', { id })
  const rates = ratesOf(counts)
  expect(preparation).toMatchObject({ targeted: 22, excludedTotal: 4, toDeliver: 18 })
  expect(rates).toMatchObject({ toDeliver: 18, waiting: 4, sent: 8, delivered: 2, failed: 4, unsent: 4 })
  expect(spent).toEqual({ parts: 18, micros: 18 * 75_000 })

  const file = await rowsOf(figuresTable(sql, id, {}))
  const part = (name: string) => file.filter(([each]) => each === name).map(([, ...cells]) => cells)
  const { toDeliver, sent: left, delivered, accepted, failed, unknown, waiting, unsent } = rates
  const all = [toDeliver, left, delivered, accepted, failed, unknown, waiting, unsent, spent.parts]
  expect(part('all')).toEqual([['to-deliver', ...all]])
  expect(part('country')).toEqual([['GB', ...all]])
  const causes = preparation?.excluded.map(({ cause, count }) => [cause, count]) ?? []
  expect(causes).toHaveLength(4)
  expect(part('people').map(cells => cells.slice(0, 2))).toEqual([['targeted', 22], ...causes])
  expect(part('cost').map(cells => cells.slice(0, 2))).toEqual([
    ['parts', 18],
    ['spent', 1.35],
    ['planned', 1.35],
    ['currency', 'EUR'],
  ])

  const [compared] = readCompared(sql, [id])
  expect(compared).toMatchObject({ counts, spent, preparation: { targeted: 22, excludedTotal: 4 } })
  const beside = await rowsOf(comparisonTable(sql, { ids: [id, id], now: clock.now() }, {}))
  const compare = Object.fromEntries(beside.map(([what, value]) => [what, value]))
  expect(compare).toMatchObject({
    targeted: 22,
    excluded: 4,
    toDeliver,
    sent: left,
    delivered,
    failed,
    unknown,
  })
  expect(compare).toMatchObject({ parts: spent.parts, cost: 1.35, ...Object.fromEntries(causes) })

  const parent = addDraft('Hello')
  sql.prepare('UPDATE deliveries SET parent_id = ?, fired_for = 0 WHERE id = ?').run(parent, id)
  const cost = { currency: 'EUR', micros: spent.micros }
  expect(sumExecutions(readExecutions(sql, parent))).toEqual({
    deliveries: 1,
    targeted: 22,
    excluded: 4,
    toDeliver,
    parts: preparation?.parts,
    costs: [cost],
    spent: { parts: spent.parts, costs: [cost] },
    counts,
  })
})

test('What a series has spent is what its executions have, not what they were to cost', async () => {
  const { id, context, addDraft } = await sent()
  const { sql } = context.workspace
  const parent = addDraft('Hello')
  sql.prepare('UPDATE deliveries SET parent_id = ?, fired_for = 0 WHERE id = ?').run(parent, id)
  sql.prepare('UPDATE spending SET parts = 5, micros = 375000, unpriced_parts = 1').run()
  const { spent, costs } = sumExecutions(readExecutions(sql, parent))
  expect(costs).toEqual([{ currency: 'EUR', micros: 1_350_000 }])
  expect(spent).toEqual({ parts: 5, costs: [{ currency: 'EUR', micros: 375_000, isLeast: true }] })
})
