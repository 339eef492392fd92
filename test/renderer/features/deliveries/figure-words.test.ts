import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { useFigureWords } from '../../../../src/renderer/features/deliveries/compare/use-figure-words.ts'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import type { ComparedDelivery } from '../../../../src/shared/contract/delivery-figures.ts'
import type { StateCounts } from '../../../../src/shared/contract/series-sums.ts'
import { messageStates } from '../../../../src/shared/lifecycles/message.ts'

const none = Object.fromEntries(messageStates.map(state => [state, 0])) as StateCounts
const priced: ComparedDelivery = {
  id: 1,
  label: 'Spring',
  state: 'finished',
  campaign: null,
  begunAt: 0,
  finishedAt: 60_000,
  preparation: { targeted: 10, excluded: [], excludedTotal: 0, currency: 'EUR' },
  counts: { ...none, delivered: 10 },
  spent: { parts: 10, micros: 750_000 },
  replies: 0,
  optOuts: 0,
  clicks: 0,
}
const unpriced: ComparedDelivery = { ...priced, id: 2, spent: { parts: 10, micros: 0, isLeast: true } }

function words(): ReturnType<typeof useFigureWords> {
  let found: ReturnType<typeof useFigureWords> | undefined
  const setup = () => {
    found = useFigureWords()
    return () => null
  }
  mount({ setup }, { global: { plugins: [i18n] } })
  return found ?? expect.fail('there are no words')
}

it('A cost that may be more is never taken for the lower one', () => {
  const { write, differ } = words()
  expect(write('cost', unpriced, 0)).toBe('at least €0.00')
  expect(write('costPerDelivered', unpriced, 0)).toBe('at least €0.00')
  expect(write('cost', priced, 0)).toBe('€0.75')
  expect(differ('costPerDelivered', [unpriced, priced], 0)).toBeUndefined()
  expect(differ('cost', [priced, unpriced], 0)).toBeUndefined()
})
