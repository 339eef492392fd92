import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { i18n } from '../../../../../src/renderer/i18n/index.ts'
import { standInForEngine } from '../../../support/fake-engine.ts'

const alert = { label: 'Spring', since: 0, percent: null, trouble: null }
const few = [
  { ...alert, deliveryId: 1, kind: 'still' },
  { ...alert, deliveryId: 1, kind: 'errors', percent: 7 },
  { ...alert, deliveryId: 2, kind: 'overdue' },
]
let found: readonly object[] = few
const engine = standInForEngine({ 'deliveries.alerts': () => found })
const notify = vi.fn(async () => {})
Object.assign(window.campanileDesktop ?? {}, { notify })
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

it('shows all of many on demand, and tells of many at once with one notice', async () => {
  i18n.global.locale.value = 'en'
  vi.useFakeTimers()
  found = Array.from({ length: 30 }, (_, id) => ({ ...alert, deliveryId: 100 + id, kind: 'paused' }))
  engine.push('delivery.changed', { id: 100 })
  await vi.advanceTimersByTimeAsync(2000)
  vi.useRealTimers()
  await flushPromises()
  expect(notify.mock.calls).toEqual([['30 deliveries need a look', 'Spring …']])
  const list = mount(AlertList, { global: { plugins: [i18n], stubs: { RouterLink: true } } })
  expect(list.findAll('li')).toHaveLength(4)
  await list.get('button').trigger('click')
  expect(list.findAll('li')).toHaveLength(30)
  expect(list.get('button').text()).toBe('Show fewer')
  await list.get('button').trigger('click')
  expect(list.findAll('li')).toHaveLength(4)
})

it('keeps up with a share while receipts come in, also once all is sent, without asking at each of them', async () => {
  i18n.global.locale.value = 'en'
  vi.useFakeTimers()
  found = [{ ...alert, deliveryId: 1, kind: 'errors', percent: 7 }]
  engine.push('delivery.changed', { id: 1 })
  await vi.advanceTimersByTimeAsync(2000)
  found = [{ ...alert, deliveryId: 1, kind: 'errors', percent: 9 }]
  const before = engine.calls.length
  for (let second = 0; second < 10; second += 1) {
    engine.push('delivery.progressed', { id: 1 })
    await vi.advanceTimersByTimeAsync(1000)
  }
  vi.useRealTimers()
  await flushPromises()
  const list = mount(AlertList, { global: { plugins: [i18n], stubs: { RouterLink: true } } })
  expect(list.text()).toContain('9%')
  expect(engine.calls.length - before).toBeLessThan(4)
})

it('says why a delivery had to be paused, on the screen and by the system', async () => {
  i18n.global.locale.value = 'en'
  vi.useFakeTimers()
  notify.mockClear()
  found = [
    {
      ...alert,
      deliveryId: 500,
      kind: 'paused',
      trouble: { code: 'delivery/budget-reached', data: { budget: 5, currency: 'EUR' } },
    },
  ]
  engine.push('delivery.changed', { id: 500 })
  await vi.advanceTimersByTimeAsync(2000)
  vi.useRealTimers()
  await flushPromises()
  const said = /^had to be paused\. .*budget/
  expect(notify.mock.calls).toEqual([['Spring', expect.stringMatching(said)]])
  const list = mount(AlertList, { global: { plugins: [i18n], stubs: { RouterLink: true } } })
  expect(list.get('li').text()).toContain('had to be paused. ')
})
