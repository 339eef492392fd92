import type { deliveryJournalCalls } from '../../../shared/contract/delivery-journal.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { EngineContext } from '../context.ts'
import { messagesToNumber } from './messages-to-number.ts'
import { readJournal } from './read-journal.ts'

/** Answers the calls about what happened. */
export function journalHandlers({ workspace }: EngineContext): HandlersOf<typeof deliveryJournalCalls> {
  return {
    'deliveries.journal': input => readJournal(workspace.sql, input),
    'messages.toNumber': input => messagesToNumber(workspace.sql, input),
  }
}
