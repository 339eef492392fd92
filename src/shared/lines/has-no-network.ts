import type { Line } from '../contract/lines.ts'

/** What is said of a modem that the network does not have: nothing leaves through it. */
export const noNetwork = { code: 'cms-331', data: {} } as const

/** Whether a line is open, its network does not have it, and nothing that leaves says otherwise. */
export function hasNoNetwork({ state, health }: Pick<Line, 'state' | 'health'>): boolean {
  return state === 'ready' && health['registered'] === false
}
