import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTemporaryFolder } from '../../support/temporary-folder.ts'
import { createWorld, type World } from '../../support/world.ts'

/** Numbers by how their last two digits make the simulated person behave: those that end in 96 answer STOP. */
const phones = ['01', '02', '03', '96'].map(ending => `+4477009000${ending}`)
const hourMs = 3_600_000

async function worldOfFour(): Promise<World> {
  const world = createWorld()
  await world.addLine()
  await world.addPeople(phones)
  return world
}

/** A delivery to the four with a short link, over. */
async function sendLink(world: World): Promise<number> {
  await world.call('workspace.configure', { linkDomain: 'go.example/' })
  const { id } = await world.startDelivery('Spring: https://example.com/spring')
  await world.finish(id)
  return id
}

/** The code in the text that a number got. */
async function codeFor({ call }: World, id: number, phone: string): Promise<string> {
  const { rows } = await call('deliveries.messages', { id })
  const text = rows.find(({ recipient }) => recipient === phone)?.text ?? ''
  return /go\.example\/(\w{9})/.exec(text)?.[1] ?? expect.fail('no short link')
}

function write(text: string): string {
  const file = join(createTemporaryFolder(), 'clicks.csv')
  writeFileSync(file, text)
  return file
}

test('an answer of STOP counts for the delivery that it answers and stops everything after it', async () => {
  const world = await worldOfFour()
  const first = await world.startDelivery('Hello')
  await world.finish(first.id)
  const figures = await world.call('deliveries.figures', { id: first.id })
  expect(figures).toMatchObject({ optOuts: { people: 1 }, replies: { people: 0 } })
  const { rows } = await world.call('deliveries.messages', {
    id: first.id,
    within: { by: 'opted-out', key: '' },
  })
  expect(rows.map(({ recipient }) => recipient)).toEqual([phones[3]])
  const suppressed = await world.call('suppressions.list', {})
  expect(suppressed.rows).toMatchObject([{ phone: phones[3], cause: 'stop', note: 'STOP' }])

  const second = await world.startDelivery('Hello again')
  expect(second.preparation?.excluded).toEqual([{ cause: 'suppressed', count: 1 }])
  await world.finish(second.id)
  expect((await world.call('deliveries.figures', { id: second.id })).optOuts).toEqual({ people: 0 })
})

test('a report of the short domain becomes clicks of the people whose links were followed, once each', async () => {
  const world = await worldOfFour()
  const id = await sendLink(world)
  const [one, two] = await Promise.all(phones.slice(0, 2).map(phone => codeFor(world, id, phone)))
  const at = new Date(world.clock.now()).toISOString()
  const late = new Date(world.clock.now() + 48 * hourMs).toISOString()
  const file = write(
    [
      'Time;Request;Agent',
      `${at};GET /${one} HTTP/1.1;Phone`,
      `${at};https://go.example/${two}?src=sms;Phone`,
      `${at};GET /${one} HTTP/1.1;Phone`,
      `2001-01-01T00:00:00Z;GET /${one} HTTP/1.1;Robot`,
      `${late};GET /${one} HTTP/1.1;Phone`,
      `${at};GET /robots.txt HTTP/1.1;Robot`,
      `${at};GET /000000001 HTTP/1.1;Robot`,
      `yesterday;GET /${one} HTTP/1.1;Phone`,
    ].join('\n'),
  )
  const inspected = await world.call('clicks.inspect', { file })
  expect(inspected).toMatchObject({ link: 1, time: 0, saysZone: true })
  const given = { file, reading: inspected.reading, link: 1, time: 0, timeZone: 'Europe/Paris' }
  const report = await world.call('clicks.import', given)
  expect(report).toEqual({
    rows: 8,
    recorded: 2,
    repeated: 1,
    faults: { 'too-early': 1, future: 1, 'no-code': 2, 'no-time': 1 },
    deliveries: [{ id, label: 'SMS', clicks: 2 }],
    isWhole: true,
  })
  expect(await world.call('clicks.import', given)).toMatchObject({ recorded: 0, repeated: 3 })
  const figures = await world.call('deliveries.figures', { id })
  expect(figures.clicks).toEqual({ people: 2, clicks: 2 })
  const clicked = { id, within: { by: 'clicked', key: '' } } as const
  expect((await world.call('deliveries.messages', clicked)).total).toBe(2)
  expect((await world.call('deliveries.messages', { ...clicked, states: ['failed'] })).total).toBe(0)
})

test('a code that belongs to no message is no click of anybody', async () => {
  const world = await worldOfFour()
  const id = await sendLink(world)
  const code = await codeFor(world, id, phones[0] ?? '')
  const stranger = `${code.slice(0, 8)}z`
  const otherLink = `${code.slice(0, 3)}7${code.slice(4)}`
  const at = String(Math.floor(world.clock.now() / 1000))
  const file = write(`code,at\n${stranger},${at}\n${otherLink},${at}\n`)
  const { reading } = await world.call('clicks.inspect', { file })
  const report = await world.call('clicks.import', { file, reading, link: 0, time: 1, timeZone: 'UTC' })
  expect(report).toMatchObject({ recorded: 0, faults: { 'no-message': 2 }, deliveries: [] })
})

test('deliveries stand side by side with everything that became of them, and a file says the same', async () => {
  const world = await worldOfFour()
  const first = await world.startDelivery('Hello')
  await world.finish(first.id)
  const second = await world.startDelivery('Hello again')
  await world.finish(second.id)
  const ids = [second.id, first.id]
  const { rows } = await world.call('deliveries.compare', { ids })
  expect(rows).toMatchObject([
    { id: second.id, preparation: { targeted: 4, excludedTotal: 1 }, optOuts: 0, spent: { parts: 3 } },
    { id: first.id, preparation: { targeted: 4, excludedTotal: 0 }, optOuts: 1, spent: { parts: 4 } },
  ])
  await expect(world.call('deliveries.compare', { ids: [first.id, 999] })).rejects.toMatchObject({
    code: 'delivery/not-found',
  })
})
