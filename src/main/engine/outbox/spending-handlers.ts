import { dayOf } from '../../../shared/calendar-day.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { spendingCalls } from '../../../shared/contract/spending.ts'
import type { EngineContext } from '../context.ts'
import { readSettings } from '../workspace/settings.ts'
import { readSpentSince } from './spending.ts'

/** Answers how much of its limits a workspace has spent. */
export function spendingHandlers({ workspace, clock }: EngineContext): HandlersOf<typeof spendingCalls> {
  const { sql } = workspace
  return {
    'spending.get': () => {
      const { budget, currency } = readSettings(sql)
      const day = dayOf({ now: clock.now(), timeZone: clock.timeZone() })
      const spent = readSpentSince(sql, { currency, day })
      return {
        currency,
        day: { micros: spent.day, limitMicros: budget?.dayMicros ?? null },
        month: { micros: spent.month, limitMicros: budget?.monthMicros ?? null },
      }
    },
  }
}
