import { expiredOutlet, type ApprovalSettings } from '../../../shared/activities/approval.ts'
import { addDuration } from '../../../shared/schedule/duration.ts'
import { instantOf } from '../../../shared/schedule/instant-of.ts'
import type { ActivityRunner, Step, StepOutcome } from './activity-runner.ts'
import { checkMoment, timeZoneOf } from './flow-moment.ts'
import { passInbound } from './pass-inbound.ts'

/**
 * Waits until somebody answers or the time for it is over. An answer counts that was there before the end.
 */
export const approvalRunner: ActivityRunner<'approval'> = {
  missing: { question: 'approval-question-missing', 'expiry.day': 'date-missing' },
  check({ expiry }, facts, place) {
    if (expiry.kind !== 'at') return []
    const { now, timeZone } = checkMoment(facts, place)
    const isPast = instantOf(expiry.day, expiry.time, timeZone) <= now
    return isPast ? [{ code: 'approval-expiry-past', path: 'expiry', severity: 'warning' }] : []
  },
  async execute(settings, step) {
    const { answers } = settings
    const answer = answers.find(({ id }) => id === step.memory['answer'])
    if (answer) return leave(step, [answer.id])
    const end = endOf(settings, step)
    if (end !== undefined && (end <= step.context.clock.now() || step.isHurried)) {
      return leave(step, hasExpiredOutlet(settings) ? [expiredOutlet] : [])
    }
    return { kind: 'waiting', ...(end === undefined ? {} : { until: end }) }
  },
}

function leave(step: Step, outlets: readonly string[]): StepOutcome {
  const people = passInbound(step)
  return { kind: 'finished', outputs: Object.fromEntries(outlets.map(outlet => [outlet, people])) }
}

/** When nobody can answer any more, epoch ms; undefined where one always can. */
function endOf({ expiry }: ApprovalSettings, step: Step): number | undefined {
  const timeZone = timeZoneOf(step)
  if (expiry.kind === 'after') return addDuration(step.startedAt, expiry.duration, timeZone)
  return expiry.kind === 'at' ? instantOf(expiry.day, expiry.time, timeZone) : undefined
}

function hasExpiredOutlet({ expiry }: ApprovalSettings): boolean {
  return expiry.kind !== 'never' && expiry.hasOutlet
}
