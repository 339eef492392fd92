import { describe, expect, it } from 'vitest'
import { settleDue, type Due } from '../../../../../src/main/engine/scheduler/settle-due.ts'

const day = 86_400_000
const hour = day / 24

/** A timer that is due every day, three times in all unless told otherwise. */
function due(now: number, policy: Due['policy'], most = Number.POSITIVE_INFINITY): Due {
  return {
    timer: {
      workflowId: 1,
      activityId: 'at',
      dueAt: 10 * day,
      startedAt: 0,
      firings: 0,
      firedFor: null,
      timeZone: 'UTC',
    },
    now,
    policy,
    next: (after, firings, count) =>
      Array.from({ length: Math.min(count, most - firings) }, (_, index) => {
        return (Math.floor(after / day) + 1 + index) * day
      }),
  }
}

describe('a timer that is due', () => {
  it.each(['once', 'each', 'skip'] as const)('fires in time, whatever is missed (%s)', policy => {
    const { firings, missed, timer } = settleDue(due(10 * day + 1000, policy))
    expect({ firings, missed }).toEqual({ firings: [10 * day], missed: 0 })
    expect(timer).toMatchObject({ dueAt: 11 * day, firings: 1, firedFor: 10 * day })
  })

  it('ends with its last firing', () => {
    expect(settleDue(due(10 * day, 'once', 1)).timer.dueAt).toBeNull()
  })
})

describe('a timer that was missed for a week', () => {
  const now = 16 * day + hour

  it('fires once, for the latest moment', () => {
    const settled = settleDue(due(now, 'once'))
    expect(settled).toMatchObject({ firings: [16 * day], missed: 7, leftOut: 0 })
    expect(settled.timer).toMatchObject({ dueAt: 17 * day, firings: 1, firedFor: 16 * day })
  })

  it('fires for each moment', () => {
    const settled = settleDue(due(now, 'each'))
    expect(settled.firings).toEqual([10, 11, 12, 13, 14, 15, 16].map(number => number * day))
    expect(settled.timer).toMatchObject({ dueAt: 17 * day, firings: 7 })
  })

  it('fires for none', () => {
    const settled = settleDue(due(now, 'skip'))
    expect(settled).toMatchObject({ firings: [], missed: 7 })
    expect(settled.timer).toMatchObject({ dueAt: 17 * day, firings: 0 })
  })

  it('fires for each only as often as its schedule has firings left', () => {
    const settled = settleDue(due(now, 'each', 3))
    expect(settled.firings).toEqual([10 * day, 11 * day, 12 * day])
    expect(settled.timer.dueAt).toBeNull()
  })
})

it('A timer that was missed for three years fires for the latest moment', () => {
  expect(settleDue(due(1100 * day, 'once')).firings).toEqual([1100 * day])
  expect(settleDue(due(1100 * day, 'each')).firings.at(0)).toBe(1001 * day)
})

it('A timer of every five minutes that was missed for a year is settled at once', () => {
  const fiveMinutes = day / 288
  let asked = 0
  const { firings, missed } = settleDue({
    ...due(375 * day, 'once'),
    next(after, _, count) {
      asked += 1
      return Array.from({ length: count }, (_, index) => after + (index + 1) * fiveMinutes)
    },
  })
  expect({ firings, missed }).toEqual({ firings: [375 * day], missed: 365 * 288 + 1 })
  expect(asked).toBeLessThan(200)
})

it('A timer that was missed for a year makes up for the latest hundred, and says how many not', () => {
  const settled = settleDue(due(375 * day, 'each'))
  expect(settled.firings).toHaveLength(100)
  expect(settled.firings.at(-1)).toBe(375 * day)
  expect(settled).toMatchObject({ missed: 366, leftOut: 266 })
})
