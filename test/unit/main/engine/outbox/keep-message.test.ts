import { expect, test } from 'vitest'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createScriptedLine } from '../../../../support/scripted-line.ts'

const anna = '+447700900001'

test.each([
  ['as it was texted', anna],
  ['in the form of its country', '07700900001'],
  ['without the plus', '447700900001'],
])('an answer counts for its delivery and its STOP holds, with the number %s', async (_, sender) => {
  const line = createScriptedLine()
  line.onSend(send => send.accept())
  const world = createOutboxWorld(line.open)
  await world.addLine()
  const id = world.addDelivery([anna])
  world.outbox.wake()
  await world.clock.advance(5_000)
  world.context.workspace.sql.prepare('UPDATE deliveries SET begun_at = 1 WHERE id = ?').run(id)

  line.events.inbound({ sender, text: 'Stop', sentAt: 1000 })

  const { sql } = world.context.workspace
  expect(sql.prepare('SELECT sender, delivery_id FROM inbound_messages').all()).toEqual([
    { sender: anna, delivery_id: id },
  ])
  expect(sql.prepare('SELECT phone, cause FROM suppressions').all()).toEqual([{ phone: anna, cause: 'stop' }])
})

test('a short code and a name stay as they are', async () => {
  const line = createScriptedLine()
  const world = createOutboxWorld(line.open)
  await world.lines.test(await world.addLine())
  for (const sender of ['60001', 'Campanile']) line.events.inbound({ sender, text: 'Hello', sentAt: 1000 })
  const senders = world.context.workspace.sql
    .prepare('SELECT sender FROM inbound_messages ORDER BY id')
    .pluck()
  expect(senders.all()).toEqual(['60001', 'Campanile'])
})
