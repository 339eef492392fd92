import type { Spread } from './timing-settings.ts'

/** How many messages one wave, or one step of a ramp, has. */
export function sizeOfWave(spread: Spread, wave: number, toDeliver: number): number {
  switch (spread.kind) {
    case 'all':
      return Number.POSITIVE_INFINITY
    case 'waves':
      return spread.size.of === 'count'
        ? spread.size.messages
        : Math.max(1, Math.ceil((toDeliver * spread.size.percent) / 100))
    case 'ramp':
      return perHourOf(spread, wave)
  }
}

/** How many messages an hour leave in a step of a ramp: as many as the step has. */
export function perHourOf({ perHour, growth }: Extract<Spread, { kind: 'ramp' }>, step: number): number {
  return Math.min(mostPerHour, Math.floor(perHour * (1 + growth / 100) ** step))
}

/** No line is faster; numbers beyond it would only overflow. */
const mostPerHour = 1_000_000_000
