import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakdowns, type DeliveryFigures } from '../../../../../src/shared/contract/delivery-figures.ts'
import { messageStates } from '../../../../../src/shared/lifecycles/message.ts'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'
import { SendError } from '../../../../../src/shared/errors.ts'

const refused = new SendError('number-barred', { retry: { kind: 'never' }, blame: 'recipient' })

/** A prepared delivery to people of two countries and three languages, one text of which takes two parts. */
async function prepared(): Promise<CampaignWorld & { id: number }> {
  const world = createCampaignWorld()
  await world.addLine()
  world.line.onSend(() => {})
  world.addPeople([
    { phone: '+447700900110', language: 'en', firstName: 'Ann' },
    { phone: '+447700900111', language: 'fr', firstName: 'x'.repeat(180) },
    { phone: '+447700900112', firstName: 'Bo' },
    { phone: '+33639980011', language: 'fr', firstName: 'Luc' },
    { phone: null },
  ])
  const id = world.addDraft({
    text: 'Hi {{ first_name }}',
    variants: [{ language: 'fr', text: 'Salut {{ first_name }}' }],
  })
  await world.prepare(id)
  return { ...world, id }
}

async function confirm({ call, id, clock }: CampaignWorld & { id: number }): Promise<void> {
  const { preparation } = await call('deliveries.get', { id })
  await call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await clock.advance(100)
}

function short(figures: DeliveryFigures): Record<string, Record<string, number>> {
  return Object.fromEntries(
    breakdowns.map(by => [
      by,
      Object.fromEntries(figures.breakdowns[by].map(({ key, messages }) => [key, messages])),
    ]),
  )
}

test('A prepared delivery is told apart by country, language, variant and parts before anything is sent', async () => {
  const world = await prepared()
  const figures = await world.call('deliveries.figures', { id: world.id })
  expect(short(figures)).toEqual({
    line: {},
    country: { GB: 3, FR: 1 },
    language: { fr: 2, en: 1, '': 1 },
    variant: { fr: 2, '': 2 },
    text: {},
    parts: { 1: 3, 2: 1 },
  })
  expect(figures.breakdowns.parts.map(({ parts }) => parts)).toEqual([3, 2])
  expect(figures.reasons).toEqual([])
})

test('What was sent moves within its row, and an error is told with its code', async () => {
  const world = await prepared()
  await confirm(world)
  world.line.sends[0]?.accept()
  await world.clock.advance(1000)
  world.line.sends[1]?.answer({ kind: 'refused', error: refused })
  await world.clock.advance(1000)
  const figures = await world.call('deliveries.figures', { id: world.id })
  const [line] = figures.breakdowns.line
  expect([line?.name, line?.messages, line?.counts.accepted, line?.counts.failed]).toEqual([
    'Line 1',
    2,
    1,
    1,
  ])
  const english = figures.breakdowns.language.find(({ key }) => key === 'en')
  expect([english?.messages, english?.counts.accepted, english?.counts.queued]).toEqual([1, 1, 0])
  expect(figures.reasons).toEqual([{ state: 'failed', reason: 'number-barred', messages: 1 }])
})

test('Every number opens exactly the messages that it counts', async () => {
  const world = await prepared()
  await confirm(world)
  world.line.sends[0]?.accept()
  await world.clock.advance(1000)
  const { id, call } = world
  const { breakdowns: all } = await call('deliveries.figures', { id })
  for (const by of breakdowns) {
    for (const { key, messages, counts } of all[by]) {
      const found = await call('deliveries.messages', { id, within: { by, key } })
      expect([by, key, found.total, found.rows.length]).toEqual([by, key, messages, messages])
      const accepted = await call('deliveries.messages', { id, within: { by, key }, states: ['accepted'] })
      expect(accepted.rows.length).toBe(counts.accepted)
    }
  }
})

test('Sums by every respect equal the rows, whatever happens to messages in whatever order', async () => {
  const move = fc.record({
    message: fc.nat(3),
    state: fc.constantFrom(...messageStates),
    reason: fc.constantFrom(null, 'a', 'b'),
  })
  const world = await prepared()
  const { id, call, context } = world
  const { sql } = context.workspace
  const update = sql.prepare(
    'UPDATE messages SET state = @state, reason = @reason, line_id = 1 WHERE id = 1 + @message',
  )
  const count = sql.prepare(
    `SELECT iif(state = 'claimed', 'queued', state) state, count(*) messages FROM messages GROUP BY 1 ORDER BY 1`,
  )
  const add = sql.prepare(
    'SELECT state, sum(messages) messages FROM delivery_cells GROUP BY state HAVING sum(messages) <> 0 ORDER BY 1',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 30 }), async moves => {
      for (const each of moves) update.run(each)
      expect(add.all()).toEqual(count.all())
      const figures = await call('deliveries.figures', { id })
      const sums = breakdowns
        .filter(by => by !== 'line' && by !== 'text')
        .map(by => figures.breakdowns[by].reduce((sum, row) => sum + row.messages, 0))
      expect(sums).toEqual([4, 4, 4, 4])
    }),
    { numRuns: 30 },
  )
})

test('A delivery that is changed and prepared again counts nobody twice', async () => {
  const world = await prepared()
  await world.call('deliveries.edit', { id: world.id, content: { text: 'Hello' } })
  await world.prepare(world.id)
  const figures = await world.call('deliveries.figures', { id: world.id })
  expect(short(figures)).toMatchObject({ country: { GB: 3, FR: 1 }, variant: { '': 4 }, parts: { 1: 4 } })
})

test('A reply counts for the delivery that the number got last, and a click for the one that it names', async () => {
  const world = await prepared()
  world.line.onSend(send => send.accept())
  await confirm(world)
  await world.clock.advance(60_000)
  for (const text of ['Yes', 'Yes please']) {
    world.line.events.inbound({ sender: '+447700900110', text, sentAt: world.clock.now() })
  }
  world.line.events.inbound({ sender: '+447700900999', text: 'Who is this', sentAt: world.clock.now() })
  await world.clock.advance(1000)
  const { sql } = world.context.workspace
  sql
    .prepare('INSERT INTO clicks (person_id, at, url, delivery_id) VALUES (1, ?, ?, ?)')
    .run(world.clock.now(), 'https://example.org', world.id)
  const figures = await world.call('deliveries.figures', { id: world.id })
  expect(figures.replies).toEqual({ people: 1, messages: 2 })
  expect(figures.clicks).toEqual({ people: 1, clicks: 1 })
  const { points } = await world.call('deliveries.reactions', { id: world.id })
  expect(points.reduce((sum, point) => sum + point.replies + point.clicks, 0)).toBe(3)
})
