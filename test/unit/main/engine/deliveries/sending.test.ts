import { expect, test } from 'vitest'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

/** A confirmed delivery whose messages wait for the test to answer. */
async function worldThatSends(people = 4): Promise<CampaignWorld & { id: number }> {
  const world = createCampaignWorld()
  await world.addLine()
  world.line.onSend(() => {})
  world.addPeople(Array.from({ length: people }, (_, index) => ({ phone: `+4477009001${index + 10}` })))
  const id = world.addDraft('Hi')
  const { preparation } = await world.prepare(id)
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await world.clock.advance(100)
  return { ...world, id }
}

test('Pausing and resuming follow the lifecycle, and other moves are refused with the state', async () => {
  const { call, id, clock, line, ...world } = await worldThatSends()
  await call('deliveries.pause', { id })
  await expect(call('deliveries.pause', { id })).rejects.toMatchObject({
    code: 'delivery/cannot-pause',
    data: { from: 'paused' },
  })
  line.sends[0]?.accept()
  await clock.advance(1000)
  expect(line.sends.length).toBe(1)
  line.onSend(send => send.accept())
  await call('deliveries.resume', { id })
  await clock.advance(1000)
  expect(world.deliveryState(id)).toBe('finished')
  await expect(call('deliveries.resume', { id })).rejects.toThrow('delivery/cannot-resume')
  await expect(call('deliveries.stop', { id })).rejects.toThrow('delivery/cannot-stop')
})

test('Stopping cancels what is queued and leaves what is under way to its outcome', async () => {
  const { call, id, clock, line, ...world } = await worldThatSends()
  await call('deliveries.stop', { id })
  expect(world.states(id)).toEqual(['claimed', 'cancelled', 'cancelled', 'cancelled'])
  line.sends[0]?.accept()
  await clock.advance(1000)
  expect(world.states(id)).toEqual(['accepted', 'cancelled', 'cancelled', 'cancelled'])
  const { state, counts, finishedAt } = await call('deliveries.get', { id })
  expect([state, counts.cancelled, counts.accepted]).toEqual(['stopped', 3, 1])
  expect(finishedAt).not.toBeNull()
})

test('Messages of unknown outcome are settled by a person, once', async () => {
  const { call, id, clock, line, ...world } = await worldThatSends(2)
  line.onSend(send => send.answer({ kind: 'unknown', reason: 'no answer' }))
  line.sends[0]?.answer({ kind: 'unknown', reason: 'no answer' })
  await clock.advance(60_000)
  expect(world.states(id)).toEqual(['unknown', 'unknown'])
  expect(await call('deliveries.decideUnknown', { id, as: 'sent' })).toEqual({ decided: 2 })
  expect(world.states(id)).toEqual(['accepted', 'accepted'])
  expect(await call('deliveries.decideUnknown', { id, as: 'failed' })).toEqual({ decided: 0 })
})

test('Counts by state always equal the rows, whatever happens to them', async () => {
  const { call, id, clock, line, context } = await worldThatSends(5)
  const counted = () =>
    context.workspace.sql
      .prepare('SELECT state, count(*) messages FROM messages WHERE delivery_id = ? GROUP BY state')
      .all(id) as { state: string; messages: number }[]
  const expectEqual = async () => {
    const { counts } = await call('deliveries.get', { id })
    const present = Object.entries(counts).filter(([, messages]) => messages > 0)
    expect(Object.fromEntries(present)).toEqual(
      Object.fromEntries(counted().map(row => [row.state, row.messages])),
    )
  }
  await expectEqual()
  line.sends[0]?.accept()
  await clock.advance(1000)
  await expectEqual()
  await call('deliveries.stop', { id })
  await expectEqual()
  context.workspace.sql.exec('DELETE FROM messages WHERE id = 3')
  await expectEqual()
})

test('The timeline adds up to what reached each state, in equal steps from the confirmation', async () => {
  const { call, id, clock, line } = await worldThatSends(3)
  line.onSend(send => clock.after(2000, () => send.accept()))
  line.sends[0]?.accept()
  await clock.advance(10_000)
  const { stepMs, points } = await call('deliveries.timeline', { id })
  expect(stepMs).toBe(1000)
  expect(points.map(({ accepted }) => accepted)).toEqual([1, 0, 1, 0, 1])
  expect(points[1]?.at).toBe((points[0]?.at ?? 0) + 1000)
})

test('The timeline ends before a report that came days after all others, and counts it apart', async () => {
  const { call, id, clock, line, context } = await worldThatSends(12)
  line.onSend(send => clock.after(500, () => send.accept()))
  line.sends[0]?.accept()
  await clock.advance(20_000)
  const whole = await call('deliveries.timeline', { id })
  expect(whole.beyond).toBeNull()
  const late = Math.floor(clock.now() / 1000) + 3 * 86_400
  context.workspace.sql.prepare('INSERT INTO delivery_timeline VALUES (?, ?, 0, 1, 0)').run(id, late)
  const { points, stepMs, beyond } = await call('deliveries.timeline', { id })
  expect(stepMs).toBeLessThanOrEqual(1000)
  expect(points.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(12)
  expect(beyond).toEqual({ accepted: 0, delivered: 1, failed: 0, until: late * 1000 })
})

test('A delivery without messages has no timeline, and one that is gone is said to be gone', async () => {
  const world = createCampaignWorld()
  const id = world.addDraft('Hi')
  expect((await world.call('deliveries.timeline', { id })).points).toEqual([])
  await expect(world.call('deliveries.get', { id: 99 })).rejects.toThrow('delivery/not-found')
  await expect(world.call('deliveries.pause', { id: 99 })).rejects.toThrow('delivery/not-found')
  await expect(world.call('deliveries.progress', { id: 99 })).rejects.toThrow('delivery/not-found')
})
