import { expect, test } from 'vitest'
import type { OpenTransport } from '../../../../../src/main/engine/lines/create-lines.ts'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createScriptedLine } from '../../../../support/scripted-line.ts'

const people = ['+447700900001', '+447700900002', '+447700900003']

/** A line with a cap, in a workspace in which what counts against caps can be made unreadable. */
async function cappedWorld(open: OpenTransport) {
  const world = createOutboxWorld(open)
  await world.addLine({ dailyCap: 10 })
  const rename = (from: string, to: string) => () =>
    void world.context.workspace.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`)
  return { ...world, lose: rename('sim_usage', 'gone'), bringBack: rename('gone', 'sim_usage') }
}

test('an answer that comes while caps cannot be read is written, and the delivery pauses', async () => {
  const line = createScriptedLine()
  line.onSend(() => {})
  const world = await cappedWorld(line.open)
  const id = world.addDelivery(people)
  world.outbox.wake()
  await world.clock.settle()
  world.lose()
  line.sends[0]?.accept()
  await world.clock.advance(3_000)
  expect(world.deliveryState(id)).toBe('paused')
  expect(world.states()).toEqual(['accepted', 'queued', 'queued'])
  world.bringBack()
  line.onSend(send => send.accept())
  world.setDeliveryState(id, 'sending')
  await world.clock.advance(3_000)
  expect(world.states()).toEqual(['accepted', 'accepted', 'accepted'])
})

test('stopping ends also where caps cannot be read, and nothing that was under way is lost', async () => {
  const line = createScriptedLine()
  line.onSend(() => {})
  const world = await cappedWorld(line.open)
  world.addDelivery(people)
  world.outbox.wake()
  await world.clock.settle()
  world.lose()
  line.sends[0]?.answer({ kind: 'unknown', reason: 'no-answer' })
  await world.stop()
  const later = createOutboxWorld(line.open, world.context.workspace.path, world.clock)
  expect(later.states()).toEqual(['unknown', 'queued', 'queued'])
})

test('a line that does not close keeps neither the others nor the workspace from closing', async () => {
  const line = createScriptedLine(2)
  line.onSend(() => {})
  const world = createOutboxWorld(async (...given) => {
    const transport = await line.open(...given)
    return {
      ...transport,
      async close() {
        await transport.close()
        throw new Error('the port hangs')
      },
    }
  })
  for (const lineId of [await world.addLine(), await world.addLine()]) world.addDelivery(people, { lineId })
  world.outbox.wake()
  await world.clock.settle()
  for (const send of line.sends.slice(0, 3)) send.accept()
  const path = world.context.workspace.path
  await world.stop()
  const later = createOutboxWorld(createScriptedLine().open, path, world.clock)
  const states = [...later.states(1), ...later.states(2)]
  expect(states.filter(state => state === 'accepted')).toHaveLength(3)
  expect(states).not.toContain('claimed')
  expect(world.log.filter(({ message }) => message === 'line did not close')).toHaveLength(2)
})
