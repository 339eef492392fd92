import type { Database } from 'better-sqlite3'
import { perHourOf, sizeOfWave } from '../../../shared/delivery/wave-sizes.ts'
import { addDuration } from '../../../shared/schedule/duration.ts'
import { createPace, type Pace } from './pace.ts'
import { prepared } from './prepared.ts'
import type { SendingPlan } from './sending-plan.ts'

/** How many more messages the waves or the ramp of a delivery let go, and when that changes. */
export interface WaveAllowance {
  readonly messages: number
  /** When more may go, where nothing may now; epoch ms. */
  readonly nextAt: number
}

/** The waves of one delivery: what has begun is on disk, so that neither a pause nor an end of the program brings two. */
export interface Waves {
  allowance(database: Database, now: number): WaveAllowance
  /** So many messages leave; inside the transaction that claims them. */
  note(database: Database, messages: number, now: number): void
}

/** A wave, or a step of a ramp, that has begun. */
interface Wave {
  readonly wave: number
  readonly begunAt: number
  readonly messages: number
}

const unlimited: WaveAllowance = { messages: Number.POSITIVE_INFINITY, nextAt: 0 }

/** The waves of a delivery; without any, everything may go. */
export function createWaves(deliveryId: number, plan: SendingPlan): Waves {
  const { spread } = plan
  if (spread.kind === 'all') return { allowance: () => unlimited, note: () => {} }
  const steps = createSteps(plan)

  /** The wave that the next message belongs to, and when it may begin. */
  function current(database: Database, now: number): Wave & { readonly opensAt: number } {
    const last = readLast(database, deliveryId)
    if (!last) return { wave: 0, begunAt: now, messages: 0, opensAt: now }
    if (last.messages < sizeOfWave(spread, last.wave, plan.toDeliver)) return { ...last, opensAt: now }
    const opensAt = spread.kind === 'waves' ? addDuration(last.begunAt, spread.every, plan.timeZone) : now
    return { wave: last.wave + 1, begunAt: now, messages: 0, opensAt }
  }

  return {
    allowance(database, now) {
      const { wave, messages, opensAt } = current(database, now)
      if (opensAt > now) return { messages: 0, nextAt: opensAt }
      const left = sizeOfWave(spread, wave, plan.toDeliver) - messages
      const pace = steps(wave)
      const paced = pace.allowance(now)
      return { messages: Math.min(left, paced), nextAt: paced > 0 ? now : pace.nextAt() }
    },
    note(database, messages, now) {
      if (messages === 0) return
      const { wave } = current(database, now)
      steps(wave).take(messages, now)
      const write = `INSERT INTO delivery_waves VALUES (@deliveryId, @wave, @now, @messages)
        ON CONFLICT DO UPDATE SET messages = messages + excluded.messages`
      prepared(database, write).run({ deliveryId, wave, now, messages })
    },
  }
}

/** The pace of each step of a ramp; waves have none of their own. */
function createSteps({ spread }: SendingPlan): (step: number) => Pace {
  const free = createPace(0)
  let known: { readonly step: number; readonly pace: Pace } | undefined
  return step => {
    if (spread.kind !== 'ramp') return free
    if (known?.step !== step) {
      known = { step, pace: createPace(perHourOf(spread, step) / 60, known?.pace.nextAt()) }
    }
    return known.pace
  }
}

/** The wave that began last, and how many of it have left; undefined where none has. */
export function readLast(database: Database, deliveryId: number): Wave | undefined {
  const query = `SELECT wave, begun_at begunAt, messages FROM delivery_waves
    WHERE delivery_id = ? ORDER BY wave DESC LIMIT 1`
  return prepared(database, query).get(deliveryId) as Wave | undefined
}
