import { expect, test } from 'vitest'
import { decideUnknown } from '../../../../../src/main/engine/deliveries/decide-unknown.ts'
import { retryFailed } from '../../../../../src/main/engine/deliveries/retry-failed.ts'
import { createOutboxWorld, type OutboxWorld } from '../../../../support/outbox-world.ts'
import { createScriptedLine } from '../../../../support/scripted-line.ts'

const numbers = Array.from({ length: 1_500 }, (_, index) => `+44770090${String(index).padStart(4, '0')}`)

/** A delivery whose messages are all in one state, and whose last one cannot be moved: as if the program died before it. */
async function worldIn(state: 'unknown' | 'failed'): Promise<OutboxWorld & { readonly id: number }> {
  const world = createOutboxWorld(createScriptedLine().open)
  await world.addLine()
  const id = world.addDelivery(numbers)
  world.context.workspace.sql.exec(`UPDATE messages SET state = '${state}', attempts = 5;
    INSERT INTO attempts (message_id, line_id, started_at, ended_at, outcome) SELECT id, 1, 0, 0, 'refused' FROM messages;
    CREATE TRIGGER cut_off BEFORE UPDATE ON messages WHEN OLD.id = ${numbers.length}
    BEGIN SELECT RAISE(ABORT, 'cut off'); END`)
  return { ...world, id }
}

const noted = ({ context }: OutboxWorld): unknown[] =>
  context.workspace.sql
    .prepare('SELECT action, data FROM audit_log')
    .all()
    .map(row => {
      const { action, data } = row as { action: string; data: string }
      return [action, JSON.parse(data)]
    })

test('a decision on unknown outcomes that is cut off is noted as far as it went', async () => {
  const world = await worldIn('unknown')
  await expect(decideUnknown(world.context, { id: world.id, as: 'sent' })).rejects.toThrow('cut off')
  expect(world.states().filter(state => state === 'accepted')).toHaveLength(1_000)
  expect(noted(world)).toEqual([['delivery.unknown-decided', { as: 'sent', messages: 1_000 }]])
})

test('another attempt for the failed that is cut off is noted as far as it went', async () => {
  const world = await worldIn('failed')
  await expect(retryFailed(world.context, { id: world.id })).rejects.toThrow('cut off')
  expect(world.states().filter(state => state === 'queued')).toHaveLength(1_000)
  expect(noted(world)).toEqual([['delivery.retried', expect.objectContaining({ retried: 1_000 })]])
})
