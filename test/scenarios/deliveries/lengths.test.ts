import { expect, test } from 'vitest'
import type { DeliveryContent } from '../../../src/shared/delivery/delivery-content.ts'
import { drawWorkflow } from '../../support/draw-workflow.ts'
import { createTimedWorld, minuteMs } from '../../support/timed-world.ts'
import { createWorld, type World } from '../../support/world.ts'

const phone = '+447700900001'

/** What arrives on one phone: how many parts in which encoding, and the text that the phone puts together of them. */
async function arrive(world: World, content: string | DeliveryContent) {
  const before = world.network.journal.parts.length
  const { id, preparation } = await world.prepareDelivery(content)
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await world.finish(id)
  const { parts, messages } = world.network.journal
  const arrived = parts.slice(before)
  expect(preparation?.parts, 'what the review said').toBe(arrived.length)
  return { parts: arrived.length, encoding: arrived[0]?.encoding, text: messages.at(-1)?.text }
}

async function worldOfOne(): Promise<World> {
  const world = createWorld()
  await world.addLine({ latencyMs: 0 })
  await world.addPeople([phone])
  return world
}

test.each([
  ['160 letters are one part', 'x'.repeat(160), 1, 'gsm7'],
  ['161 letters are two', 'x'.repeat(161), 2, 'gsm7'],
  ['306 letters are two parts of 153', 'x'.repeat(306), 2, 'gsm7'],
  ['307 letters are three', 'x'.repeat(307), 3, 'gsm7'],
  ['the euro takes two places', '€'.repeat(80), 1, 'gsm7'],
  ['81 of them are one place too much', '€'.repeat(81), 2, 'gsm7'],
  ['one that would be cut goes to the next part whole', `${'x'.repeat(152)}€${'y'.repeat(152)}`, 3, 'gsm7'],
  ['70 letters in Unicode are one part', 'Ж'.repeat(70), 1, 'ucs2'],
  ['71 are two', 'Ж'.repeat(71), 2, 'ucs2'],
  ['134 are two parts of 67', 'Ж'.repeat(134), 2, 'ucs2'],
  ['135 are three', 'Ж'.repeat(135), 3, 'ucs2'],
  ['an emoji is two places and is never cut', `${'Ж'.repeat(66)}🎉${'Ж'.repeat(66)}`, 3, 'ucs2'],
])(
  'A message is as many parts as the network takes, and arrives whole: %s (CT-10)',
  async (_, text, parts, encoding) => {
    const world = await worldOfOne()
    expect(await arrive(world, text)).toEqual({ parts, encoding, text })
  },
)

test('A national alphabet is used where it saves a part, and Unicode where no alphabet has the letters (CT-11)', async () => {
  const world = await worldOfOne()
  const turkish = 'Değişiklik yaptığınız için teşekkürler, görüşmek üzere '.repeat(2)
  expect(turkish.length).toBeGreaterThan(70)
  expect(await arrive(world, turkish.trim())).toEqual({ parts: 1, encoding: 'gsm7', text: turkish.trim() })
  expect(await arrive(world, 'Łódź')).toEqual({ parts: 1, encoding: 'ucs2', text: 'Łódź' })
})

test('What was pasted from a word processor costs more until it is replaced, and the count says how much (CT-11, CT-16)', async () => {
  const world = await worldOfOne()
  const pasted = `“${'x'.repeat(100)}” – ok`
  const typed = pasted.replaceAll(/[“”]/g, '"').replaceAll('–', '-')
  const counted = await world.call('content.count', {
    text: pasted,
    instead: { text: typed },
    lineId: null,
    job: 'a',
  })
  expect(counted).toMatchObject({ parts: 2, instead: { parts: 1 } })
  expect(await arrive(world, pasted)).toMatchObject({ parts: 2, encoding: 'ucs2' })
  expect(await arrive(world, typed)).toMatchObject({ parts: 1, encoding: 'gsm7' })
})

test('Length is counted with the fields filled in, alike while one writes and at the preparation (CT-14)', async () => {
  const world = await worldOfOne()
  await world.call('people.create', { phone: '+447700900002', firstName: 'x'.repeat(60) })
  const text = `${'y'.repeat(110)} {{ first_name }}`
  const counted = await world.call('content.count', { text, lineId: null, maxParts: 10, job: 'a' })
  expect(counted).toMatchObject({ parts: 3, best: { parts: 1 }, worst: { parts: 2 }, tipped: 1 })
  expect(await arrive(world, text)).toMatchObject({ parts: 3 })
})

test('A text too long for its limit is warned of and keeps nothing from being prepared (CT-13, CT-14)', async () => {
  const world = await worldOfOne()
  const document = drawWorkflow('x'.repeat(1600))
  const { id } = await world.call('workflows.create', { name: 'Long', document })
  const issues = await world.call('workflows.check', { id })
  expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
    ['template-too-long-for-limit', 'warning'],
  ])
  const { preparation } = await world.prepareDelivery('x'.repeat(1600))
  expect(preparation).toMatchObject({ toDeliver: 0, excluded: [{ cause: 'too-many-parts', count: 1 }] })
})

test('A message comes from a name on a line that shows one, and from the number of the line on another (CT-08)', async () => {
  const world = await createTimedWorld({ people: [{ phone }] })
  const named = await world.addLine({}, 'simulator')
  for (const lineId of [1, named]) {
    const id = world.addDraft(
      { text: 'Hi', sender: 'Clinic' },
      { lineId, timing: { quietHours: { kind: 'off' } } },
    )
    await world.prepare(id)
    await world.confirm(id)
    await world.clock.advance(minuteMs)
  }
  expect(world.line.sends.map(({ message }) => message.sender)).toEqual([undefined, 'Clinic'])
})
