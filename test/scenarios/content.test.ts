import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeliveryContent } from '../../src/shared/delivery/delivery-content.ts'
import { countryOfNumber } from '../../src/main/engine/timing/places.ts'
import { draw, given } from '../support/workflow-world.ts'
import { createWorld, type World } from '../support/world.ts'

const phones = Array.from({ length: 6 }, (_, index) => `+447700900${String(index + 1).padStart(3, '0')}`)

/** Pieces of text that cost differently: plain letters, double septets, national letters, other scripts, emoji. */
const piece = fc.oneof(
  fc.string({ maxLength: 90 }).map(text => text.replaceAll(/[{}]/g, '')),
  fc.constantFrom('€^[]~|\\', 'çğışİ', 'Łódź', 'שלום', '👩‍👩‍👧‍👦', '🎉🎉', '\r\n', 'Ω', 'ÇÉÑÜ', '…', '“x”'),
  fc.integer({ min: 1, max: 200 }).map(length => 'x'.repeat(length)),
)

test('The estimate, the preparation and what the simulated network billed agree, part for part, for any text', async () => {
  const world = createWorld()
  await world.addLine({ latencyMs: 0 })
  await world.addPeople(phones)
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      async (pieces, hasFooter) => {
        const text = `a{{ first_name }}${pieces.join('')}`
        const content: DeliveryContent = { text, ...(hasFooter ? { footer: { kind: 'on' } } : {}) }
        const estimate = await world.call('content.count', {
          ...content,
          lineId: null,
          maxParts: 10,
          job: 'a',
        })
        const billedBefore = world.network.journal.parts.length
        const { id, preparation } = await world.prepareDelivery(content)
        expect(preparation?.parts).toBe(estimate?.parts)
        await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
        await world.finish(id)
        expect(world.network.journal.parts.length - billedBefore).toBe(estimate?.parts)
      },
    ),
    { numRuns: 15 },
  )
})

test('With prices by country the counter, the review, what is spent and what the network billed agree, and nobody without a price is counted as free', async () => {
  const world = createWorld()
  const lineId = await world.addLine({ latencyMs: 0 })
  const { name, kind, settings, currency } = await world.call('lines.get', { id: lineId })
  await world.call('lines.save', {
    id: lineId,
    name,
    kind,
    settings,
    currency,
    isDefault: true,
    priceMicros: null,
    countryPrices: { GB: 40_000, SE: 90_000 },
  })
  await world.addPeople([...phones.slice(0, 3), '+46701740605', '+61491570156', '+61491570157'])
  const text = 'x'.repeat(200)
  const unpriced = [{ country: 'AU', messages: 2, parts: 4 }]
  const cost = { micros: 6 * 40_000 + 2 * 90_000, currency: 'EUR', isLeast: true }
  const estimate = await world.call('content.count', { text, lineId: null, maxParts: 10, job: 'a' })
  expect(estimate).toMatchObject({ parts: 12, cost, unpriced })
  const { id, preparation } = await world.prepareDelivery(text)
  expect(preparation).toMatchObject({ parts: 12, cost, unpriced })
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await world.finish(id)
  expect(billed(world)).toEqual({ AU: 4, GB: 6, SE: 2 })
  expect((await world.readDelivery(id)).spent).toEqual({ parts: 12, micros: cost.micros, isLeast: true })
})

/** Parts that the simulated network took, by the country of the number. */
function billed(world: World): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { recipient, parts } of world.network.journal.messages) {
    const country = countryOfNumber(recipient)
    counts[country] = (counts[country] ?? 0) + parts
  }
  return counts
}

async function worldOf(people: readonly Record<string, unknown>[]): Promise<World> {
  const world = createWorld()
  await world.addLine({ latencyMs: 0 })
  for (const [index, person] of people.entries()) {
    await world.call('people.create', { phone: phones[index], ...person })
  }
  return world
}

/** What each of the people received, in their order. */
async function receive(world: World, content: string | DeliveryContent): Promise<(string | undefined)[]> {
  const { id, preparation } = await world.prepareDelivery(content)
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await world.finish(id)
  const { messages } = world.network.journal
  return phones.map(phone => messages.findLast(({ recipient }) => recipient === phone)?.text)
}

test('Fields of a person stand in the text, and what is missing is its fallback or keeps the person out', async () => {
  const world = await worldOf([
    { firstName: 'Ann', lastName: 'Bee' },
    { lastName: 'Cee' },
    { firstName: 'Di' },
  ])
  const text = 'Hi {{ first_name | default: "you" }} {{ last_name }}'
  expect(await receive(world, text)).toEqual([
    'Hi Ann Bee',
    'Hi you Cee',
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('A condition shows one text or another, also with characters outside the basic plane', async () => {
  const world = await worldOf([{ firstName: 'Ann' }, {}])
  const text = '🎉{% if first_name %}👩‍🚀 {{ first_name }}{% else %}🚀{% endif %}🎉'
  expect((await receive(world, text)).slice(0, 2)).toEqual(['🎉👩‍🚀 Ann🎉', '🎉🚀🎉'])
})

test('A snippet says the same in every message that names it, with the fields of each person', async () => {
  const world = await worldOf([{ firstName: 'Ann' }, { firstName: 'Bo' }])
  const { key } = await world.call('snippets.save', { name: 'Greeting', text: 'Dear {{ first_name }}' })
  expect((await receive(world, `{% snippet ${key} %}!`)).slice(0, 2)).toEqual(['Dear Ann!', 'Dear Bo!'])
})

test('Everyone gets the variant of their language; without a language or a variant it is the default', async () => {
  const world = await worldOf([{ language: 'fr-FR' }, { language: 'sv' }, {}])
  const content = { text: 'Hello', language: 'en', variants: [{ language: 'fr', text: 'Bonjour' }] }
  expect((await receive(world, content)).slice(0, 3)).toEqual(['Bonjour', 'Hello', 'Hello'])
})

test('The encoding is chosen for each message: only those that need Unicode are sent in it', async () => {
  const world = await worldOf([{ firstName: 'Ann' }, { firstName: 'שרה' }])
  await receive(world, 'Hi {{ first_name }}')
  expect(world.network.journal.parts.map(({ encoding }) => encoding).toSorted()).toEqual(['gsm7', 'ucs2'])
})

test('Look-alikes replace what the SMS alphabet lacks only where that is asked for', async () => {
  const world = await worldOf([{ firstName: 'Łucja' }])
  expect((await receive(world, 'Hi {{ first_name }} …'))[0]).toBe('Hi Łucja …')
  const plain = { text: 'Hi {{ first_name }} …', characters: 'plain' } as const
  expect((await receive(world, plain))[0]).toBe('Hi Lucja ...')
})

test('A text names variables of its run: as they were when the delivery was made, and empty ones keep people out', async () => {
  const world = await worldOf([{ firstName: 'Ann' }])
  const said = async (text: string, variables: readonly { name: string; value: string | number }[]) => {
    const document = draw(
      { people: given.everyone, sms: { kind: 'sms', settings: { content: { text } } } },
      ['people>sms'],
      { variables: [...variables] },
    )
    const { id } = await world.call('workflows.create', { name: text, document })
    const issues = await world.call('workflows.check', { id })
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([])
    const { runId } = await world.call('workflows.start', { id })
    const find = async () =>
      (await world.call('deliveries.list', {})).find(({ workflow }) => workflow?.runId === runId)
    await world.clock.runUntil(async () => (await find())?.preparation != null)
    const found = (await find()) ?? expect.fail('no delivery')
    const [sample] = await world.call('deliveries.samples', { id: found.id })
    return { text: sample?.text, excluded: found.preparation?.excluded }
  }
  const city = { name: 'city', value: 'Gent' }
  const off = { name: 'percent', value: 20 }
  const text =
    '{{ first_name }}, {{ run.percent }} % in {{ run.city | upcase }}{% if run.percent > 10 %}!{% endif %}'
  expect((await said(text, [city, off])).text).toBe('Ann, 20 % in GENT!')
  expect((await said('Hello {{ run.city }}', [city])).text).toBe('Hello Gent')
  expect((await said('To {{ run.city | default: "town" }}', [{ ...city, value: '' }])).text).toBe('To town')
  expect((await said('In {{ run.city }}', [{ ...city, value: '' }])).excluded).toEqual([
    { cause: 'required-field-empty', count: 1 },
  ])
})

test('A message that needs more parts than allowed is not sent, and the person is excluded as such', async () => {
  const world = await worldOf([{ firstName: 'Ann' }, { firstName: 'x'.repeat(180) }])
  const { preparation } = await world.prepareDelivery(`{{ first_name }}${'y'.repeat(1400)}`)
  expect(preparation).toMatchObject({ toDeliver: 1, excluded: [{ cause: 'too-many-parts', count: 1 }] })
})

test('A proof travels through the real line, labelled and counted on, and no figure of the delivery knows of it', async () => {
  const world = await worldOf([{ firstName: 'Ann' }, { firstName: 'Bo' }])
  const { id } = await world.prepareDelivery('Hi {{ first_name }}')
  const { id: numberId } = await world.call('proofs.saveNumber', { name: 'Me', phone: '+447700900050' })
  const { id: personId } =
    (await world.call('people.page', { search: 'Bo' })).rows[0] ?? expect.fail('nobody')
  const of = { deliveryId: id }
  const given = { of, content: { text: 'Hi {{ first_name }}' }, lineId: null, prefix: 'Proof {n}: ' }
  await world.call('proofs.send', { ...given, personIds: [personId], numberIds: [numberId] })
  await world.clock.advance(60_000)
  expect(world.network.journal.messages).toMatchObject([
    { recipient: '+447700900050', text: 'Proof 1: Hi Bo', parts: 1 },
  ])
  const [proof] = await world.call('proofs.list', { of })
  expect(proof).toMatchObject({ number: 1, state: 'finished', messages: [{ state: 'delivered' }] })
  expect(await world.readDelivery(id)).toMatchObject({ state: 'ready', counts: { delivered: 0, queued: 2 } })
  expect(await world.call('deliveries.list', {})).toHaveLength(1)
})

test('Nothing is tried of a content with a fault, and nobody is texted with their own data as a proof', async () => {
  const world = await worldOf([{ firstName: 'Ann' }])
  const { id } = await world.prepareDelivery('Hi')
  const { id: numberId } = await world.call('proofs.saveNumber', { name: 'Ann', phone: phones[0] ?? '' })
  const { id: personId } = (await world.call('people.page', {})).rows[0] ?? expect.fail('nobody')
  const given = { of: { deliveryId: id }, lineId: null, personIds: [personId], numberIds: [numberId] }
  const send = (text: string) => world.call('proofs.send', { ...given, content: { text } })
  await expect(send('Hi {{ gone }}')).rejects.toMatchObject({ code: 'proof/content-faulty' })
  await expect(send('Hi')).rejects.toMatchObject({ code: 'proof/own-number' })
  await world.clock.advance(60_000)
  expect(world.network.journal.messages).toEqual([])
})
