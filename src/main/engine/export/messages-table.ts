import type { Database } from 'better-sqlite3'
import type { MessageShare } from '../../../shared/contract/delivery-figures.ts'
import type { MessageState } from '../../../shared/lifecycles/message.ts'
import { eachMessageSpan, listMessages, readMessages } from '../deliveries/list-messages.ts'
import { breathe } from '../people/breathe.ts'
import { headerOf, wordOf, type Table, type Words } from './table.ts'

const keys = [
  'person',
  'recipient',
  'text',
  'encoding',
  'parts',
  'state',
  'reason',
  'attempts',
  'changed_at',
] as const
const messagesAtOnce = 500

/** Messages of a delivery as a list finds them. */
export interface MessagesSubject {
  readonly deliveryId: number
  readonly states?: readonly MessageState[] | undefined
  readonly search?: string | undefined
  readonly within?: MessageShare | undefined
}

/** The messages of a delivery in order of id, each once and as it stands when its row is written. */
export async function messagesTable(sql: Database, subject: MessagesSubject, words: Words): Promise<Table> {
  const { deliveryId: id, states, search, within } = subject
  const window = { id, states, search, within, offset: 0, limit: 1 }
  const { total } = await listMessages(sql, window)
  return {
    headers: keys.map(key => headerOf(words, key)),
    total,
    async *pieces() {
      for (const ids of eachMessageSpan(sql, window)) {
        for (let at = 0; at < ids.length; at += messagesAtOnce) {
          yield readMessages(sql, ids.slice(at, at + messagesAtOnce)).map(row => [
            row.personName,
            row.recipient,
            // Nobody knows yet which text it will be.
            row.held ? wordOf(words, 'text', 'held') : row.text,
            wordOf(words, 'encoding', row.encoding),
            row.parts,
            wordOf(words, 'state', row.state),
            wordOf(words, 'reason', row.reason),
            row.attempts,
            new Date(row.changedAt).toISOString(),
          ])
          await breathe()
        }
        await breathe()
      }
    },
  }
}
