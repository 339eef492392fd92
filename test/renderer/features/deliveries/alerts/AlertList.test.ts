import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { i18n } from '../../../../../src/renderer/i18n/index.ts'
import { standInForEngine } from '../../../support/fake-engine.ts'

const alert = { label: 'Spring', since: 0, percent: null }
standInForEngine({
  'deliveries.alerts': () => [
    { ...alert, deliveryId: 1, kind: 'still' },
    { ...alert, deliveryId: 1, kind: 'errors', percent: 7 },
    { ...alert, deliveryId: 2, kind: 'overdue' },
  ],
})
const { followAlerts } =
  await import('../../../../../src/renderer/features/deliveries/alerts/follow-alerts.ts')
const { default: AlertList } =
  await import('../../../../../src/renderer/features/deliveries/alerts/AlertList.vue')

afterEach(() => {
  vi.useRealTimers()
})

it('counts deliveries, not what is wrong with them', async () => {
  i18n.global.locale.value = 'en'
  vi.useFakeTimers()
  followAlerts()
  await vi.advanceTimersByTimeAsync(2000)
  vi.useRealTimers()
  await flushPromises()
  const list = mount(AlertList, { global: { plugins: [i18n], stubs: { RouterLink: true } } })
  expect(list.text()).toContain('2 deliveries need a look')
  expect(list.findAll('li')).toHaveLength(3)
})
