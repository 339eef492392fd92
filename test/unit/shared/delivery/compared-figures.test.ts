import { expect, it } from 'vitest'
import type { ComparedDelivery } from '../../../../src/shared/contract/delivery-figures.ts'
import type { StateCounts } from '../../../../src/shared/contract/series-sums.ts'
import {
  comparedFigures,
  comparedKeys,
  judgeFigure,
} from '../../../../src/shared/delivery/compared-figures.ts'
import { messageStates } from '../../../../src/shared/lifecycles/message.ts'

function delivery(counts: Partial<StateCounts>, more: Partial<ComparedDelivery> = {}): ComparedDelivery {
  const none = Object.fromEntries(messageStates.map(state => [state, 0])) as StateCounts
  return {
    id: 1,
    label: 'Spring',
    state: 'finished',
    campaign: null,
    begunAt: 0,
    finishedAt: 120_000,
    preparation: { targeted: 120, excluded: [], excludedTotal: 20, currency: 'EUR' },
    counts: { ...none, ...counts },
    spent: { parts: 100, micros: 4_500_000 },
    replies: 0,
    optOuts: 0,
    clicks: 0,
    ...more,
  }
}

it('Rates are of what was sent or delivered, cost is for each delivered message, pace for the whole time', () => {
  const one = delivery({ delivered: 90, failed: 8, unknown: 2 }, { replies: 9, optOuts: 1, clicks: 18 })
  const values = Object.fromEntries(comparedKeys.map(key => [key, comparedFigures[key].of(one, 0)]))
  expect(values).toMatchObject({
    targeted: 120,
    excluded: 20,
    toDeliver: 100,
    sent: 98,
    deliveredRate: 90 / 98,
    errorRate: 8 / 98,
    unknown: 2,
    replyRate: 0.1,
    optOutRate: 1 / 90,
    clickRate: 0.2,
    cost: 4_500_000,
    costPerDelivered: 50_000,
    duration: 120_000,
    perMinute: 50,
  })
})

it('What is not known yet is no figure instead of a zero', () => {
  const draft = delivery({}, { preparation: null, begunAt: null, finishedAt: null })
  const values = ['targeted', 'deliveredRate', 'costPerDelivered', 'duration', 'perMinute'] as const
  for (const key of values) expect(comparedFigures[key].of(draft, 0), key).toBeNull()
})

it('A share of few messages decides nothing, a large difference of many does, and fewer opt-outs are better', () => {
  const few = [delivery({ delivered: 3, failed: 1 }), delivery({ delivered: 4 })]
  expect(judgeFigure('deliveredRate', few)).toMatchObject({ best: 1, verdict: 'few' })
  const many = [delivery({ delivered: 900, failed: 100 }), delivery({ delivered: 990, failed: 10 })]
  expect(judgeFigure('deliveredRate', many)).toMatchObject({ best: 1, verdict: 'clear' })
  const stopped = [
    delivery({ delivered: 1000 }, { optOuts: 10 }),
    delivery({ delivered: 1000 }, { optOuts: 60 }),
  ]
  expect(judgeFigure('optOutRate', stopped)).toMatchObject({ best: 0, verdict: 'clear' })
  expect(judgeFigure('parts', many)).toBeUndefined()
})

it('A share of messages that nobody has got yet is compared with nothing', () => {
  const waiting = [delivery({ delivered: 900, failed: 100 }), delivery({ queued: 500 })]
  expect(judgeFigure('deliveredRate', waiting)).toBeUndefined()
  expect(judgeFigure('clickRate', waiting)).toBeUndefined()
})
