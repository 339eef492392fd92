/** Where people on a list can stand, the most important first. */
export const listStates = ['subscribed', 'pending', 'unsubscribed'] as const
export type ListState = (typeof listStates)[number]

/** The state that an address names; those who are subscribed for anything else. */
export function stateOf(named: unknown): ListState {
  return listStates.find(state => state === named) ?? 'subscribed'
}
