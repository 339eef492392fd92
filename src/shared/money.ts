/** Amounts are whole millionths of a currency unit, so that the price of one part is exact. */
export type Micros = number

/** An amount with its ISO 4217 currency. */
export interface Money {
  readonly micros: Micros
  readonly currency: string
  /** It may be more: some of what it is for has no price. */
  readonly isLeast?: boolean | undefined
}

/** The largest limit that can be set, in units of whatever currency. */
export const mostMoney = 1_000_000_000

/** Amounts of one currency added up; what may be more makes the sum so. */
export function addAmounts(amounts: readonly Money[], currency: string): Money {
  const micros = amounts.reduce((sum, each) => sum + each.micros, 0)
  return { micros, currency, ...(amounts.some(({ isLeast }) => isLeast) ? { isLeast: true } : {}) }
}

/** Millionths from a decimal number of units, e.g. 0.0075 → 7500. */
export function toMicros(units: number): Micros {
  return Math.round(units * 1_000_000)
}

/** A decimal number of units, for showing and for exports. */
export function fromMicros(micros: Micros): number {
  return micros / 1_000_000
}
