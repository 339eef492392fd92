import { expect, test } from 'vitest'
import type { Series, SeriesExecution } from '../../src/shared/contract/series.ts'
import { draw, given } from '../support/workflow-world.ts'
import { createWorld, type World } from '../support/world.ts'

const minute = 60_000

const bornToday = {
  version: 3,
  root: {
    type: 'group',
    match: 'all',
    items: [{ type: 'field', field: 'birthday', operator: 'anniversary-today' }],
  },
}

/** Each morning at nine, to whose birthday it is; the year is added up by month and the series confirmed once. */
const birthdays = draw(
  {
    morning: given.daily,
    people: { kind: 'build-audience', settings: { source: 'rule', rule: bornToday } },
    sms: {
      kind: 'sms-recurring',
      settings: {
        content: { text: 'Happy birthday, {{ first_name }}!' },
        delivery: { lineId: null, maxParts: 3 },
        aggregation: 'month',
        confirmation: 'series',
      },
    },
  },
  ['morning>people', 'people>sms'],
  { timeZone: 'Europe/Brussels' },
)

/** Born in these days of January, in the year 1990; two of them on the same day. */
const januaryDays = [7, 12, 12, 20, 31]

async function worldOfBirthdays(): Promise<World & { seriesId: number; workflowId: number }> {
  const world = createWorld()
  await world.addLine()
  await world.call('people.addField', { label: 'Birthday', type: 'date' })
  for (const [index, date] of januaryDays.entries()) {
    const birthday = `1990-01-${String(date).padStart(2, '0')}`
    await world.call('people.create', {
      phone: `+44770090000${index + 1}`,
      firstName: `Person ${index + 1}`,
      fields: { birthday },
    })
  }
  await world.call('people.create', {
    phone: '+447700900009',
    firstName: 'February',
    fields: { birthday: '1990-02-02' },
  })
  const { id: workflowId } = await world.call('workflows.create', { name: 'Birthdays', document: birthdays })
  await world.call('workflows.start', { id: workflowId })
  const [parent] = await world.call('deliveries.list', {})
  return Object.assign(world, { seriesId: parent?.id ?? 0, workflowId })
}

async function confirm(world: World, id: number): Promise<void> {
  const { digest } = await world.call('series.get', { id })
  await world.call('series.confirm', { id, digest })
}

/** Lets the machine sleep until shortly before the next firing, so many times, and lets each come to its end. */
async function passFirings(world: World & { readonly seriesId: number }, firings: number): Promise<void> {
  for (let count = 0; count < firings; count += 1) {
    const { next } = await world.call('series.get', { id: world.seriesId })
    world.clock.set((next[0]?.dueAt ?? 0) - minute)
    await world.clock.advance(6 * minute)
  }
}

function addUp(
  rows: readonly SeriesExecution[],
): Pick<Series['sums'], 'targeted' | 'toDeliver' | 'deliveries'> {
  const sum = (of: (row: SeriesExecution) => number): number => rows.reduce((all, row) => all + of(row), 0)
  return {
    deliveries: sum(({ sums }) => sums.deliveries),
    targeted: sum(({ sums }) => sums.targeted),
    toDeliver: sum(({ sums }) => sums.toDeliver),
  }
}

test('a birthday SMS every day goes to each person once, and a month is one figure', async () => {
  const world = await worldOfBirthdays()
  await confirm(world, world.seriesId)
  await passFirings(world, 32)

  const sent = world.network.journal.messages.map(({ recipient }) => recipient)
  expect(sent.toSorted()).toEqual([
    ...januaryDays.map((_, index) => `+44770090000${index + 1}`),
    '+447700900009',
  ])
  const { rows, total } = await world.call('series.executions', { id: world.seriesId })
  expect(total).toBe(2)
  expect(rows.map(({ period, sums }) => [period, sums.deliveries, sums.counts.delivered])).toEqual([
    ['2026-02', 1, 1],
    ['2026-01', 4, 5],
  ])
  const series = await world.call('series.get', { id: world.seriesId })
  expect(series.sums).toMatchObject(addUp(rows))
  expect(series.sums.costs).toEqual([{ currency: 'EUR', micros: 6 * 50_000 }])
  expect(series.lastFiring).toMatchObject({ outcome: 'nobody', childId: null })
  const firings = await world.call('series.firings', { id: world.seriesId, limit: 100 })
  expect(firings.rows.filter(({ outcome }) => outcome === 'made')).toHaveLength(5)
  expect(world.log.filter(({ level }) => level === 'error')).toEqual([])
})

test('executions stand under the recurring delivery, and are listed only where that is asked for', async () => {
  const world = await worldOfBirthdays()
  await confirm(world, world.seriesId)
  await passFirings(world, 8)
  const hidden = await world.call('deliveries.list', {})
  expect(hidden.map(({ state }) => state)).toEqual(['recurring'])
  expect(hidden[0]?.series?.sums.toDeliver).toBe(3)
  const shown = await world.call('deliveries.list', { withExecutions: true })
  expect(shown.flatMap(({ execution }) => execution?.parentId ?? [])).toEqual([
    world.seriesId,
    world.seriesId,
  ])
})
