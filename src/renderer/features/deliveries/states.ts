import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import type { MessageState } from '../../../shared/lifecycles/message.ts'
import type { StateCounts } from '../../../shared/contract/deliveries.ts'
import type { MessageTone, PillState } from '../../ui/index.ts'

/** What the dashboard counts together; each number opens exactly these messages. */
export interface MessageGroup {
  readonly id: 'delivered' | 'accepted' | 'failed' | 'unknown' | 'queued' | 'unsent'
  readonly tone: MessageTone
  readonly states: readonly MessageState[]
}

/** Every state of a message is in exactly one group, so that the numbers add up to all messages. */
export const messageGroups: readonly MessageGroup[] = [
  { id: 'delivered', tone: 'delivered', states: ['delivered'] },
  { id: 'accepted', tone: 'accepted', states: ['accepted'] },
  { id: 'failed', tone: 'failed', states: ['failed', 'undelivered'] },
  { id: 'unknown', tone: 'unknown', states: ['unknown'] },
  { id: 'queued', tone: 'queued', states: ['queued', 'claimed'] },
  { id: 'unsent', tone: 'excluded', states: ['cancelled', 'expired'] },
]

/** Which messages a list shows: those of a group, those whose outcome is known, or all. */
export type ShownMessages = MessageGroup['id'] | 'sent' | 'all'

/** Everything that a list of messages can be asked for. */
export const shownIds: readonly ShownMessages[] = ['all', 'sent', ...messageGroups.map(({ id }) => id)]

/** The states that are shown; undefined for all. */
export function statesShown(shown: ShownMessages): MessageState[] | undefined {
  if (shown === 'all') return undefined
  if (shown === 'sent') return ['delivered', 'accepted', 'failed', 'undelivered']
  return messageGroups.find(({ id }) => id === shown)?.states.slice()
}

/** How a delivery's state is shown; only what concerns messages takes a colour of theirs. */
export const deliveryTones: Readonly<Record<DeliveryState, PillState>> = {
  draft: 'neutral',
  preparing: 'neutral',
  ready: 'queued',
  failed: 'failed',
  scheduled: 'queued',
  sending: 'accepted',
  paused: 'queued',
  finished: 'delivered',
  stopped: 'excluded',
  recurring: 'accepted',
  suspended: 'queued',
}

/** Messages in a group. */
export function countGroup(counts: StateCounts, group: MessageGroup): number {
  return group.states.reduce((sum, state) => sum + counts[state], 0)
}

/** All messages of a delivery. */
export function countAll(counts: StateCounts): number {
  return messageGroups.reduce((sum, group) => sum + countGroup(counts, group), 0)
}

/** Messages that have been dealt with: neither waiting nor cancelled before their turn. */
export function countDone(counts: StateCounts): number {
  const { queued, claimed, cancelled, expired } = counts
  return countAll(counts) - queued - claimed - cancelled - expired
}

/** The share of messages that have been dealt with, 0 to 1; null before there are messages. */
export function shareDone(counts: StateCounts): number | null {
  const all = countAll(counts)
  return all === 0 ? null : countDone(counts) / all
}

/** Whether a delivery has been released: its dashboard is shown instead of its review. */
export function isReleased(state: DeliveryState): boolean {
  return state === 'sending' || state === 'paused' || state === 'finished' || state === 'stopped'
}

/** States of messages that the network took, and may charge. */
