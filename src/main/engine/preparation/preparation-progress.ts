import type { EngineContext } from '../context.ts'
import type { PreparationPlan } from './preparation-plan.ts'

/** At most five pushes a second. */
const progressEveryMs = 200
/** Before that, a rate would be a guess. */
const rateAfterMs = 1000

/**
 * Tells every client how far a preparation is, how fast it goes, and how long it still takes.
 * @param from how many people had been gone through when it was taken up
 */
export function createProgress(
  context: EngineContext,
  { deliveryId: id, expected: of }: Pick<PreparationPlan, 'deliveryId' | 'expected'>,
  from: number,
): (done: number) => void {
  const startedAt = context.clock.now()
  let toldAt = Number.NEGATIVE_INFINITY
  return done => {
    const now = context.clock.now()
    if (now - toldAt < progressEveryMs) return
    toldAt = now
    const tookMs = now - startedAt
    const rate = tookMs < rateAfterMs ? null : ((done - from) / tookMs) * 1000
    const remainingMs = rate === null || rate <= 0 ? null : Math.round((Math.max(0, of - done) / rate) * 1000)
    context.publish('delivery.preparation-progressed', {
      id,
      done,
      of,
      perSecond: rate === null ? null : Math.round(rate),
      remainingMs,
    })
  }
}
