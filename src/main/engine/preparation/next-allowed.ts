import type { FrequencyCap } from '../../../shared/contract/delivery-rules.ts'

const day = 86_400_000

/** When one more message may go, and which cap is in the way until then. */
export interface Allowance {
  /** Epoch ms; the moment that was asked for where nothing is in the way. */
  readonly at: number
  readonly cap?: FrequencyCap
}

/**
 * The first moment from `at` on at which one more message keeps to all caps, given the others that were sent or will
 * be. A cap looks both ways (TY-06): no stretch of its days may hold more than it allows, wherever the stretch begins.
 */
export function nextAllowed(others: readonly number[], caps: readonly FrequencyCap[], at: number): Allowance {
  const cap = caps.find(each => isBroken(others, each, at))
  if (!cap) return { at }
  const ends = others.flatMap(other => caps.map(({ days }) => other + days * day))
  const later = ends.filter(end => end > at).toSorted((left, right) => left - right)
  const next = later.find(end => !caps.some(each => isBroken(others, each, end)))
  // Behind the last end there is nobody left to count, so one is always found.
  return { at: next ?? at, cap }
}

function isBroken(others: readonly number[], { most, days }: FrequencyCap, at: number): boolean {
  const length = days * day
  const near = others.filter(other => Math.abs(other - at) < length)
  if (near.length < most) return false
  const starts = [at, ...near.filter(other => other <= at)]
  return starts.some(start => near.filter(other => other >= start && other < start + length).length >= most)
}
