import { expect, it } from 'vitest'
import { draw, given } from '../support/workflow-world.ts'
import { createWorld } from '../support/world.ts'

const hour = 3_600_000

/** Lets what is being executed go on, at one moment of the clock, until something holds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let rounds = 0; rounds < 1000; rounds += 1) if (await holds()) return
  throw new Error('it came to rest before that')
}

it('Every morning the whole engine asks a person, prepares a delivery, and sends what is confirmed', async () => {
  const world = createWorld()
  await world.addLine()
  await world.addPeople(['+447700900001', '+447700900002'])
  const document = draw(
    {
      at: given.daily,
      people: given.everyone,
      ask: { kind: 'approval', settings: { question: 'Today?' } },
      sms: given.sms,
      end: { kind: 'end' },
    },
    ['at>people', 'people>ask', 'ask.yes>sms', 'ask.no>end'],
    { qualification: { rule: 'once' } },
  )
  const { id } = await world.call('workflows.create', { name: 'Daily', document })
  expect(await world.call('workflows.start', { id })).toEqual({ runId: null })
  const asks = async () => (await world.call('workflows.standing', { id })).asks
  await world.clock.advance(24 * hour)
  await until(async () => (await asks()).length > 0)
  const [first] = await asks()
  const task = first?.task
  expect(task).toMatchObject({ activityId: 'ask', waiting: 2 })
  await world.call('workflows.answer', { runId: task?.runId ?? 0, activityId: 'ask', answer: 'yes' })
  await world.clock.runUntil(async () => (await world.call('deliveries.list', {}))[0]?.state === 'ready')

  const [delivery] = await world.call('deliveries.list', {})
  const { id: deliveryId = 0, preparation } = delivery ?? {}
  const typedCount = preparation?.toDeliver ?? 0
  await world.call('deliveries.confirm', { id: deliveryId, digest: preparation?.digest ?? '', typedCount })
  expect((await world.finish(deliveryId)).counts.delivered).toBe(2)

  await world.clock.advance(24 * hour)
  await until(async () => (await asks()).length > 0)
  expect(await asks()).toMatchObject([{ task: { activityId: 'ask', waiting: 0 } }])
  expect(world.network.journal.messages).toHaveLength(2)
})

it('A window is told of a run when it begins and when it ends, and not of each of its steps', async () => {
  const world = createWorld()
  await world.addPeople(['+447700900001'])
  const forks = Array.from({ length: 60 }, (_, index) => [`f${index}`, { kind: 'fork' as const }])
  const lines = Array.from({ length: 59 }, (_, index) => `f${index}>f${index + 1}`)
  const document = draw({ people: given.everyone, ...Object.fromEntries(forks), end: { kind: 'end' } }, [
    'people>f0',
    ...lines,
    'f59>end',
  ])
  const { id } = await world.call('workflows.create', { name: 'Long', document })
  let told = 0
  world.client.on('workflow.run-changed', () => (told += 1))
  const { runId } = await world.call('workflows.start', { id })
  const read = () => world.call('workflows.run', { runId: runId ?? 0 })
  await until(async () => (await read()).state === 'finished')
  await world.clock.advance(1000)
  expect(told).toBeGreaterThan(1)
  expect(told).toBeLessThan(6)
})
