import { expect, test } from 'vitest'
import type { ContentCount } from '../../../../../src/shared/contract/content-count.ts'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

async function worldWithLine(): Promise<CampaignWorld> {
  const world = createCampaignWorld()
  await world.addLine({ latencyMs: 59 })
  world.context.workspace.sql.exec("UPDATE lines SET price_micros = 75000, currency = 'EUR'")
  return world
}

async function count(
  world: CampaignWorld,
  content: {
    readonly text: string
    readonly instead?: { readonly text: string }
    readonly maxParts?: number
  },
): Promise<ContentCount> {
  const counted = await world.call('content.count', { ...content, lineId: null, job: 'a' })
  if (!counted) throw new Error('not counted')
  return counted
}

const phoneOf = (id: number) => `+4477009${String(id).padStart(5, '0')}`

function addNames(world: CampaignWorld, names: readonly string[]): void {
  world.addPeople(names.map((firstName, index) => ({ id: index + 1, phone: phoneOf(index + 1), firstName })))
}

test('The cost of a text is that of every message that it makes, at the price of the line', async () => {
  const world = await worldWithLine()
  addNames(world, ['Ann', 'Bo', 'Cleo'])
  expect(await count(world, { text: 'Hi {{ first_name }}' })).toMatchObject({
    people: 3,
    messages: 3,
    uncounted: [],
    parts: 3,
    cost: { micros: 225_000, currency: 'EUR' },
    histogram: [{ parts: 1, encoding: 'gsm7', messages: 3 }],
    best: { parts: 1, messages: 3 },
    typical: { parts: 1, messages: 3 },
    worst: { parts: 1, messages: 3 },
    tipped: 0,
    tips: [],
  })
})

test('Without a line there is no cost', async () => {
  const world = createCampaignWorld()
  addNames(world, ['Ann'])
  expect(await count(world, { text: 'Hi' })).toMatchObject({ parts: 1, terms: null, cost: null })
})

test('People for whom there would be no message are counted apart, each by one reason', async () => {
  const world = await worldWithLine()
  world.addPeople([
    { id: 1, phone: phoneOf(1), firstName: 'Ann' },
    { id: 2, firstName: 'Bo' },
    { id: 3, phone: phoneOf(3) },
    { id: 4, phone: phoneOf(4), firstName: 'x'.repeat(200) },
    { id: 5, phone: phoneOf(5), firstName: 'Eve' },
  ])
  world.context.workspace.sql
    .prepare("INSERT INTO suppressions (phone, cause, at) VALUES (?, 'manual', 0)")
    .run(phoneOf(5))
  expect(await count(world, { text: '{{ first_name }}', maxParts: 1 })).toMatchObject({
    people: 5,
    messages: 1,
    uncounted: [
      { reason: 'no-number', people: 1 },
      { reason: 'suppressed', people: 1 },
      { reason: 'field-empty', people: 1 },
      { reason: 'too-long', people: 1 },
    ],
  })
})

test('Who tips over into one more part is counted by cause, with the people behind each', async () => {
  const world = await worldWithLine()
  addNames(world, ['Ann', 'Bo', 'Cy', 'Di', 'Maximiliana-Theodora', 'Łucja'])
  const counted = await count(world, { text: `${'x'.repeat(150)}{{ first_name }}` })
  expect(counted).toMatchObject({
    messages: 6,
    typical: { parts: 1, messages: 4 },
    worst: { parts: 3, personId: 6 },
    tipped: 2,
  })
  expect(counted.tips).toEqual([
    { cause: 'length', detail: 'first_name', people: 1 },
    { cause: 'characters', detail: 'first_name', people: 1 },
  ])
  const behind = async (tip: number) => {
    const { total, rows } = await world.call('content.tipped', { countId: counted.countId, tip })
    return [total, rows.map(({ firstName }) => firstName)]
  }
  expect(await behind(0)).toEqual([1, ['Maximiliana-Theodora']])
  expect(await behind(1)).toEqual([1, ['Łucja']])
  expect(await behind(7)).toEqual([0, []])
})

test('A variant that is longer is the cause where its people tip over', async () => {
  const world = await worldWithLine()
  world.addPeople([
    { id: 1, phone: phoneOf(1) },
    { id: 2, phone: phoneOf(2) },
    { id: 3, phone: phoneOf(3), language: 'fr' },
  ])
  const counted = await world.call('content.count', {
    text: 'Hi',
    variants: [{ language: 'fr', text: 'x'.repeat(161) }],
    lineId: null,
    job: 'a',
  })
  expect(counted?.tips).toEqual([{ cause: 'variant', detail: 'fr', people: 1 }])
})

test('The outliers are the longest message, the one with the most empty fields, and the rarest way', async () => {
  const world = await worldWithLine()
  world.addPeople([
    { id: 1, phone: phoneOf(1), firstName: 'Ann', lastName: 'Bee' },
    { id: 2, phone: phoneOf(2), firstName: 'Maximiliana', lastName: 'Bee' },
    { id: 3, phone: phoneOf(3), firstName: 'Cy' },
  ])
  const text = 'Hi {{ first_name }}{% if last_name %} {{ last_name }}{% else %} there{% endif %}'
  expect((await count(world, { text })).outliers).toEqual([
    { kind: 'longest', personId: 2, people: 1 },
    { kind: 'emptiest', personId: 3, people: 1 },
    { kind: 'rarest', personId: 3, people: 1 },
  ])
})

test('Another content is measured along, for the saving', async () => {
  const world = await worldWithLine()
  addNames(world, ['Ann', 'Bo'])
  const text = `“${'x'.repeat(100)}”`
  const counted = await count(world, { text, instead: { text: text.replaceAll(/[“”]/g, '"') } })
  expect(counted).toMatchObject({
    parts: 4,
    cost: { micros: 300_000 },
    instead: { parts: 2, cost: { micros: 150_000 } },
  })
})

test('A faulty content is not counted', async () => {
  const world = await worldWithLine()
  expect(await world.call('content.count', { text: '{{ gone }}', lineId: null, job: 'a' })).toBeNull()
})

test('A count that is cancelled gives nothing, and lets other work go first', async () => {
  const world = await worldWithLine()
  addNames(
    world,
    Array.from({ length: 2000 }, () => 'Ann'),
  )
  const counting = world.call('content.count', { text: 'Hi {{ first_name }}', lineId: null, job: 'mine' })
  await world.call('content.cancelCount', { job: 'mine' })
  expect(await counting).toBeNull()
})

test('The numbers add up for every text: the histogram, the cases and the sum of parts', async () => {
  const world = await worldWithLine()
  addNames(world, ['Ann', 'Łucja', 'x'.repeat(80), '🎉', 'Bo', 'Zoë'])
  const texts = ['{{ first_name }}', `${'y'.repeat(120)} {{ first_name }}`, '€{{ first_name | upcase }}^']
  for (const text of texts) {
    const { histogram, messages, parts, best, worst } = await count(world, { text })
    expect(histogram.reduce((sum, stack) => sum + stack.messages, 0)).toBe(messages)
    expect(histogram.reduce((sum, stack) => sum + stack.messages * stack.parts, 0)).toBe(parts)
    expect(best?.parts).toBe(Math.min(...histogram.map(stack => stack.parts)))
    expect(worst?.parts).toBe(Math.max(...histogram.map(stack => stack.parts)))
    const { preparation } = await world.prepare(world.addDraft(text))
    expect({ parts, histogram }).toEqual({ parts: preparation?.parts, histogram: preparation?.histogram })
  }
})
