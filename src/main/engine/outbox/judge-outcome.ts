import type { SendError } from '../../../shared/errors.ts'
import type { MessageMove } from '../../../shared/lifecycles/message.ts'
import type { FailureCode } from '../../../shared/lines/failure-codes.ts'
import type { Random } from '../environment.ts'
import { backOff, mostAttempts } from './back-off.ts'
import type { Landing } from './flight.ts'

/** What the outcome of one attempt means for its message and for its line. */
export interface Verdict {
  readonly move: Extract<MessageMove, 'accept' | 'requeue' | 'refuse' | 'lose'>
  readonly reason: string | null
  readonly nextAttemptAt: number
  /** 1 where the line itself prevented the attempt: it is not held against the message. */
  readonly uncounted: 0 | 1
  readonly line: LineVerdict
}

/** `strike`: the network refused, perhaps for all; `rest`: it asked to wait; `broken`: a person has to act. */
export type LineVerdict =
  | { readonly kind: 'well' | 'closed' }
  | { readonly kind: 'strike'; readonly code: string }
  | { readonly kind: 'rest'; readonly ms: number; readonly code: string }
  | { readonly kind: 'broken'; readonly code: string }

const lineClosed: FailureCode = 'line-closed'

/** Reads an outcome. */
export function judgeOutcome({ outcome, flight, at }: Landing, random: Random): Verdict {
  const settled = { nextAttemptAt: 0, uncounted: 0, line: { kind: 'well' } } as const
  switch (outcome.kind) {
    case 'accepted':
      return { ...settled, move: 'accept', reason: null }
    case 'unknown':
      return { ...settled, move: 'lose', reason: outcome.reason }
    case 'refused':
      return judgeRefusal(outcome.error, { attempts: flight.attempts, at, random })
  }
}

interface Circumstances {
  readonly attempts: number
  readonly at: number
  readonly random: Random
}

function judgeRefusal(error: SendError, { attempts, at, random }: Circumstances): Verdict {
  const { code, retry, blame } = error
  const isNetwork = blame === 'network' || blame === 'provider'
  const again = { move: 'requeue', reason: code } as const
  if (code === lineClosed) return { ...again, nextAttemptAt: at, uncounted: 1, line: { kind: 'closed' } }
  if (blame === 'config') {
    return { ...again, nextAttemptAt: at, uncounted: 1, line: { kind: 'broken', code } }
  }
  if (retry.kind === 'after' && isNetwork) {
    return {
      ...again,
      nextAttemptAt: at + retry.ms,
      uncounted: 1,
      line: { kind: 'rest', ms: retry.ms, code },
    }
  }
  const line: LineVerdict = isNetwork ? { kind: 'strike', code } : { kind: 'well' }
  if (retry.kind === 'never' || attempts >= mostAttempts) {
    return { move: 'refuse', reason: code, nextAttemptAt: 0, uncounted: 0, line }
  }
  const wait = retry.kind === 'after' ? retry.ms : backOff(attempts, random)
  return { ...again, nextAttemptAt: at + wait, uncounted: 0, line }
}
