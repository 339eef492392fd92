import type { WaitSettings } from '../../../shared/activities/wait.ts'
import type { Step, StepMemory, StepNote, StepOutcome } from '../activities/activity-runner.ts'
import { forgetWaiting } from './forget-waiting.ts'
import { noteMoments, type LeftOut } from './note-moments.ts'
import { nextMoment, releaseDue, type Waiting } from './waiting-people.ts'

type ByDate = Extract<WaitSettings, { until: 'date' }>

/** What the step remembers: whether everybody's moment is noted, and up to when people have been let go. */
interface WaitMemory {
  readonly isNoted: boolean
  readonly releasedUntil: number
}

/**
 * Lets people go on at moments of their own. The moments are noted when the wait begins. Whoever is due leaves by a run
 * of their own; the last ones leave with this run, which ends the wait.
 */
export async function waitForEach(settings: ByDate, step: Step, timeZone: string): Promise<StepOutcome> {
  const { context, signal, runId, activity, inbound } = step
  const { sql } = context.workspace
  const populationId = inbound[0]?.populationId ?? 0
  const from: Waiting = { sql, signal, runId, activityId: activity.id, populationId }
  const { isNoted, releasedUntil: after } = readMemory(step.memory)
  // Where it was cut off while moments were noted, all are noted anew: nobody has gone yet.
  await forgetWaiting(from, isNoted ? after : Number.MAX_SAFE_INTEGER)
  const notes = isNoted ? [] : notesOf(await noteMoments(settings, step, { from, timeZone }))
  const until = endOfSpan(step, after)
  const next = nextMoment(from, until)
  const last = isNoted || !settings.hasNoDate ? ['ended'] : ['ended', 'no-date']
  const always = next === undefined ? last : []
  const released = await releaseDue(from, { span: { after, until }, always })
  if (next === undefined) return { kind: 'finished', outputs: released, notes }
  return { kind: 'waiting', until: next, memory: { isNoted: true, releasedUntil: until }, released, notes }
}

function readMemory(memory: StepMemory): WaitMemory {
  const { isNoted, releasedUntil } = memory
  return {
    isNoted: isNoted === true,
    releasedUntil: typeof releasedUntil === 'number' ? releasedUntil : -1,
  }
}

/** Up to when people are due; a clock that was set back takes nobody back. */
function endOfSpan({ isHurried, context }: Step, after: number): number {
  return isHurried ? Number.MAX_SAFE_INTEGER : Math.max(context.clock.now(), after)
}

function notesOf({ past, none }: LeftOut): readonly StepNote[] {
  return [
    ...(past > 0 ? [{ code: 'people-past-date' as const, data: { count: past } }] : []),
    ...(none > 0 ? [{ code: 'people-without-date' as const, data: { count: none } }] : []),
  ]
}
