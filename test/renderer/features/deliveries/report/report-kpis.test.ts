import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import ReportKpis from '../../../../../src/renderer/features/deliveries/report/ReportKpis.vue'
import { i18n } from '../../../../../src/renderer/i18n/index.ts'
import type { Delivery } from '../../../../../src/shared/contract/deliveries.ts'
import type { DeliveryFigures } from '../../../../../src/shared/contract/delivery-figures.ts'
import { messageStates } from '../../../../../src/shared/lifecycles/message.ts'
import type { StateCounts } from '../../../../../src/shared/contract/series-sums.ts'

const none = Object.fromEntries(messageStates.map(state => [state, 0])) as StateCounts
const cost = { micros: 30_000, currency: 'EUR', isLeast: true }

it('says of a cost with parts that have no price that it is the least, as the dashboard does', () => {
  i18n.global.locale.value = 'en'
  const delivery = {
    counts: { ...none, delivered: 4 },
    preparation: { targeted: 4, excludedTotal: 0, parts: 4, cost },
  } as unknown as Delivery
  const nobody = { people: 0, messages: 0, clicks: 0 }
  const figures: DeliveryFigures = {
    spent: { parts: 4, micros: 30_000, isLeast: true },
    breakdowns: { line: [], country: [], language: [], variant: [], text: [], parts: [] },
    reasons: [],
    replies: nobody,
    optOuts: nobody,
    clicks: nobody,
  }
  const report = mount(ReportKpis, { props: { delivery, figures }, global: { plugins: [i18n] } }).text()
  expect(report).toContain('at least €0.03of')
  // A message can cost less than a cent.
  expect(report).toContain('at least €0.0075')
})
