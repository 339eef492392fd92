import type { MessageShare } from '../../../../shared/contract/delivery-figures.ts'
import { breakdowns, reactions } from '../../../../shared/contract/delivery-figures.ts'
import { messageStates, type MessageState } from '../../../../shared/lifecycles/message.ts'

/** What an address narrows the messages of a delivery to, beside the group of states. */
export interface MessageFilter {
  readonly within?: MessageShare | undefined
  /** Of a line: what it is called. */
  readonly name?: string | undefined
  readonly state?: MessageState | undefined
}

/** Reads the filter of an address; what makes no sense is left out. */
export function filterOf(query: Readonly<Record<string, unknown>>): MessageFilter {
  const by = [...breakdowns, 'reason' as const, ...reactions].find(each => each === query['by'])
  const { key, name } = query
  return {
    within: by && typeof key === 'string' ? { by, key } : undefined,
    name: typeof name === 'string' ? name : undefined,
    state: messageStates.find(each => each === query['state']),
  }
}
