import { expect, it } from 'vitest'
import { figuresOf } from '../../../../../src/renderer/features/deliveries/series/figures-of.ts'
import type { Delivery } from '../../../../../src/shared/contract/deliveries.ts'

const cost = { micros: 41_250_000, currency: 'EUR' }
const delivery = (values: object): Delivery =>
  ({
    preparation: { targeted: 600, toDeliver: 550, cost },
    counts: {},
    spent: { parts: 537, micros: 40_275_000 },
    begunAt: null,
    finishedAt: null,
    ...values,
  }) as unknown as Delivery

it('a delivery in a list costs what its dashboard says that it spent, and before it begins what is planned', () => {
  expect(figuresOf(delivery({}))).toMatchObject({ costs: [cost], isPlan: true })
  const begun = figuresOf(delivery({ begunAt: 1 }))
  expect(begun).toMatchObject({ costs: [{ micros: 40_275_000, currency: 'EUR' }], isPlan: false })
  expect(figuresOf(delivery({ finishedAt: 2 }))).toMatchObject({ isPlan: false })
  expect(figuresOf(delivery({ preparation: null }))).toBeUndefined()
})

it('a recurring delivery costs what its executions have spent', () => {
  const sums = { targeted: 5, toDeliver: 4, costs: [cost], spent: { parts: 1, costs: [] }, counts: {} }
  expect(figuresOf(delivery({ series: { sums } }))).toMatchObject({ costs: [], isPlan: false })
})
