import { expect, test } from 'vitest'
import { keepKnownSim } from '../../../../../src/main/engine/lines/known-sim.ts'
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

test('a number in the form of a country is first read as one of the SIM of its line, and it is kept how', async () => {
  const line = createScriptedLine()
  const world = createOutboxWorld(line.open)
  const { sql } = world.context.workspace
  const lineId = await world.addLine({ address: 'COM5' }, 'gsm-modem')
  await world.lines.test(lineId)
  const read = (imsi: string | undefined, sender: string) => {
    if (imsi !== undefined) keepKnownSim(sql, lineId, { imsi })
    line.events.inbound({ sender, text: 'STOP', sentAt: 1000 })
    const query = 'SELECT sender, told_as, read_in, read_by FROM inbound_messages ORDER BY id DESC LIMIT 1'
    return Object.values(sql.prepare(query).get() as object)
  }
  expect(read(undefined, '07700900001')).toEqual([anna, '07700900001', 'GB', 'workspace'])
  expect(read('240011234567890', '0701740605')).toEqual(['+46701740605', '0701740605', 'SE', 'sim'])
  // What is no number of that country may still be one of the workspace's.
  expect(read('240011234567890', '07700900002')).toEqual(['+447700900002', '07700900002', 'GB', 'workspace'])
  // A network of no country says nothing.
  expect(read('901011234567890', '07700900003')).toEqual(['+447700900003', '07700900003', 'GB', 'workspace'])
  expect(read('240011234567890', '+447700900004')).toEqual(['+447700900004', null, null, null])
  const suppressed = sql.prepare("SELECT count(*) FROM suppressions WHERE cause = 'stop'").pluck().get()
  expect(suppressed).toBe(5)
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
