/** How a simulated person, their phone or their network behaves towards every message. */
export const personKinds = [
  'prompt',
  'slow',
  'away',
  'full',
  'replies',
  'chatty',
  'stop',
  'wrong-number',
  'barred',
  'unreachable',
  'gone',
  'silent',
] as const

/** One of these kinds; each has a name in every language. */
export type PersonKind = (typeof personKinds)[number]
