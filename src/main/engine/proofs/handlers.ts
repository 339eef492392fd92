import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { proofCalls } from '../../../shared/contract/proofs.ts'
import type { EngineContext } from '../context.ts'
import type { Outbox } from '../outbox/start-outbox.ts'
import { listProofs } from './list-proofs.ts'
import { sendProofs } from './send-proofs.ts'
import { listTestNumbers, saveTestNumber } from './test-numbers.ts'

/** Answers the calls about proofs. */
export function proofHandlers(
  context: EngineContext,
  outbox: Pick<Outbox, 'wake'>,
): HandlersOf<typeof proofCalls> {
  const { sql } = context.workspace
  return {
    'proofs.numbers': () => listTestNumbers(sql),
    'proofs.saveNumber': input => {
      const saved = saveTestNumber(sql, input)
      context.publish('proofs.changed', {})
      return saved
    },
    'proofs.removeNumber': ({ id }) => {
      sql.prepare('DELETE FROM test_numbers WHERE id = ?').run(id)
      context.publish('proofs.changed', {})
      return {}
    },
    'proofs.list': ({ of }) => listProofs(sql, of),
    'proofs.send': async input => {
      const numbers = await sendProofs(context, input)
      outbox.wake()
      context.publish('proofs.changed', {})
      return { numbers }
    },
  }
}
