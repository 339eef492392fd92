import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SendOutcome } from '../../../../../src/main/engine/transports/transport.ts'
import { SendError, type Blame, type RetryPolicy } from '../../../../../src/shared/errors.ts'
import { messageLife, type MessageState } from '../../../../../src/shared/lifecycles/message.ts'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createScriptedLine, lineClosed } from '../../../../support/scripted-line.ts'

const people = Array.from({ length: 8 }, (_, index) => `+44770090000${index}`)
const twoParts = 'x'.repeat(200)

type Step =
  | { readonly kind: 'accept' | 'lose' | 'drop' | 'pause' | 'resume' | 'wait' }
  | { readonly kind: 'refuse'; readonly retry: RetryPolicy; readonly blame: Blame }
  | { readonly kind: 'take'; readonly isAnswered: boolean }
  | { readonly kind: 'receipt'; readonly reference: number; readonly person: number; readonly status: Status }

type Status = 'delivered' | 'pending' | 'failed'

const plainKinds = [
  'accept',
  'accept',
  'accept',
  'lose',
  'drop',
  'pause',
  'resume',
  'resume',
  'wait',
] as const
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...plainKinds).map(kind => ({ kind })) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('refuse' as const),
      retry: fc.constantFrom<RetryPolicy>({ kind: 'never' }, { kind: 'later' }, { kind: 'after', ms: 3_000 }),
      blame: fc.constantFrom<Blame>('config', 'recipient', 'network', 'provider'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('take' as const), isAnswered: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('receipt' as const),
      reference: fc.integer({ min: 0, max: 20 }),
      person: fc.integer({ min: 0, max: people.length - 1 }),
      status: fc.constantFrom<Status>('delivered', 'pending', 'failed'),
    }),
  },
)

/** Watches every move of every message through a trigger, so that none can be missed. */
const watchMoves = `CREATE TABLE moves (id INTEGER, before TEXT, after TEXT) STRICT;
  CREATE TRIGGER moved AFTER UPDATE OF state ON messages WHEN OLD.state <> NEW.state BEGIN
    INSERT INTO moves VALUES (NEW.id, OLD.state, NEW.state);
  END;`

test('whatever the network does, messages keep to their lifecycle and no part reaches anybody twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), fc.boolean(), async (steps, isLong) => {
      const line = createScriptedLine(isLong ? 1 : 3)
      line.onSend(() => {})
      const world = createOutboxWorld(line.open)
      const { sql } = world.context.workspace
      sql.exec(watchMoves)
      await world.addLine()
      world.addDelivery(people, isLong ? { text: twoParts } : {})
      world.outbox.wake()
      await world.clock.settle()
      for (const next of steps) await takeStep(world, line, next)

      for (const { before, after } of sql.prepare('SELECT before, after FROM moves').all() as Move[]) {
        expect(Object.values(messageLife[before])).toContain(after)
      }
      const taken = line.parts.map(({ messageId, index }) => `${messageId}/${index}`)
      expect(new Set(taken).size).toBe(taken.length)
      expect(untouchedRows(world).filter(id => taken.includes(`${id}/1`))).toEqual([])
      await world.stop()
    }),
    { numRuns: 80, seed: 7 },
  )
}, 60_000)

interface Move {
  readonly before: MessageState
  readonly after: MessageState
}

type World = ReturnType<typeof createOutboxWorld>
type Line = ReturnType<typeof createScriptedLine>

async function takeStep(world: World, line: Line, next: Step): Promise<void> {
  const send = line.sends.findLast(({ isAnswered }) => !isAnswered)
  switch (next.kind) {
    case 'accept':
      send?.accept()
      break
    case 'take':
      send?.takeNext()
      if (next.isAnswered) send?.answer(lineClosed)
      break
    case 'lose':
      send?.answer({ kind: 'unknown', reason: 'no-answer' })
      break
    case 'refuse':
      send?.answer(refusal(next))
      break
    case 'drop':
      if (line.isOpen) line.drop(lineClosed)
      break
    case 'receipt':
      if (line.isOpen) {
        const { reference, person, status } = next
        line.events.receipt({
          reference: `${reference}`,
          recipient: people[person] ?? '',
          status,
          code: '00',
        })
      }
      break
    case 'pause':
      if (world.deliveryState(1) === 'sending') world.setDeliveryState(1, 'paused')
      break
    case 'resume':
      if (world.deliveryState(1) === 'paused') world.setDeliveryState(1, 'sending')
      break
    case 'wait':
      await world.clock.advance(30_000)
  }
  await world.clock.settle()
}

function refusal({ retry, blame }: Extract<Step, { kind: 'refuse' }>): SendOutcome {
  return { kind: 'refused', error: new SendError('cms-42', { retry, blame }) }
}

/** Messages that the ledger calls untouched. */
function untouchedRows(world: World): number[] {
  const query = `SELECT id FROM messages m WHERE state = 'queued' AND next_attempt_at = 0
    AND NOT EXISTS (SELECT 1 FROM attempts WHERE message_id = m.id)`
  return world.context.workspace.sql.prepare(query).pluck().all() as number[]
}
