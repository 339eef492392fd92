import { expect, test } from 'vitest'
import { createOutboxWorld, type OutboxWorld } from '../../../../support/outbox-world.ts'
import { createScriptedLine, type ScriptedLine } from '../../../../support/scripted-line.ts'

const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `+44770090${String(index).padStart(4, '0')}`)

async function worldWithLine(window = 1): Promise<OutboxWorld & { readonly line: ScriptedLine }> {
  const line = createScriptedLine(window)
  line.onSend(send => send.accept())
  const world = createOutboxWorld(line.open)
  await world.addLine()
  return { ...world, line }
}

function suppress({ context }: OutboxWorld, phones: readonly string[]): void {
  const add = context.workspace.sql.prepare(
    "INSERT INTO suppressions (phone, cause, at) VALUES (?, 'manual', 0)",
  )
  for (const phone of phones) add.run(phone)
}

test.each([1, 8])(
  'of many suppressed numbers none is claimed, and all others are sent: window %i',
  async window => {
    const world = await worldWithLine(window)
    const recipients = numbers(2_000)
    const suppressed = recipients.filter((_, index) => index % 400 !== 399)
    suppress(world, suppressed)
    const id = world.addDelivery(recipients)
    world.outbox.wake()
    await world.clock.advance(5_000)
    expect(world.line.sends.map(({ message }) => message.recipient)).toEqual(
      recipients.filter((_, index) => index % 400 === 399),
    )
    const rows = world.messages(id).filter(({ state }) => state === 'cancelled')
    expect(rows).toHaveLength(suppressed.length)
    expect(rows.every(({ reason, attempts }) => reason === 'suppressed' && attempts === 0)).toBe(true)
    expect(world.deliveryState(id)).toBe('finished')
  },
)

test('a message that waits for a retry is not tried again once its number is suppressed', async () => {
  const world = await worldWithLine()
  const [phone = ''] = numbers(1)
  const id = world.addDelivery([phone])
  world.context.workspace.sql
    .prepare('UPDATE messages SET attempts = 1, next_attempt_at = ?')
    .run(world.clock.now() + 5_000)
  world.outbox.wake()
  await world.clock.advance(1_000)
  suppress(world, [phone])
  await world.clock.advance(10_000)
  expect(world.line.sends).toEqual([])
  expect(world.messages(id)).toMatchObject([{ state: 'cancelled', reason: 'suppressed' }])
  expect(world.deliveryState(id)).toBe('finished')
})
