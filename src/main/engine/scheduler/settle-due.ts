import type { WorkflowSettings } from '../../../shared/workflow/workflow-settings.ts'
import type { Timer } from './timers.ts'

/** A timer that is due, and how the next moment behind one is found. */
export interface Due {
  readonly timer: Timer & { readonly dueAt: number }
  readonly now: number
  readonly policy: WorkflowSettings['missed']
  /** The next moments behind one, so many at most, given how often the trigger has fired then; none where it never will. */
  readonly next: (after: number, firings: number, most: number) => readonly number[]
}

/** What a due timer does. */
export interface DueSettled {
  /** The moments for which it fires now. */
  readonly firings: readonly number[]
  /** Moments that passed while nothing could fire. */
  readonly missed: number
  /** Of these, those that are left out although each was to fire. */
  readonly leftOut: number
  readonly timer: Timer
}

/** A firing that is so late was missed: the machine was off, asleep, or the workflow paused. */
const graceMs = 120_000
/** So many missed firings are made up for, the latest; whatever is more would be a flood. */
const mostOwed = 100
/** So many are looked for at once. */
const page = 1000
/** What was missed longer ago is not looked for, but for the first moment: there can be no end of it. */
const longestMs = 400 * 86_400_000

/** Settles a timer that is due, in time or too late. */
export function settleDue(due: Due): DueSettled {
  const { timer, now, policy, next } = due
  if (now - timer.dueAt < graceMs) {
    const firings = timer.firings + 1
    const [dueAt = null] = next(timer.dueAt, firings, 1)
    return settled(due, [timer.dueAt], { dueAt, missed: 0 })
  }
  const moments = momentsOf(due)
  const latest = moments.slice(policy === 'each' ? -mostOwed : -1)
  const fired = policy === 'skip' ? [] : latest
  const [dueAt = null] = next(now, timer.firings + fired.length, 1)
  return settled(due, fired, { dueAt, missed: moments.length })
}

function settled(
  { timer, policy }: Due,
  firings: readonly number[],
  { dueAt, missed }: { readonly dueAt: number | null; readonly missed: number },
): DueSettled {
  return {
    firings,
    missed,
    leftOut: policy === 'each' && missed > 0 ? missed - firings.length : 0,
    timer: {
      ...timer,
      dueAt,
      firings: timer.firings + firings.length,
      firedFor: firings.at(-1) ?? timer.dueAt,
    },
  }
}

/** The moments from the one that is due up to now. Only where each fires they count towards the end of the schedule. */
function momentsOf({ timer, now, policy, next }: Due): number[] {
  const moments = [timer.dueAt]
  for (let after = Math.max(timer.dueAt, now - longestMs); ;) {
    const found = next(after, timer.firings + (policy === 'each' ? moments.length : 1), page)
    const past = found.filter(at => at <= now)
    moments.push(...past)
    const last = past.at(-1)
    if (last === undefined || past.length < found.length) return moments
    after = last
  }
}
