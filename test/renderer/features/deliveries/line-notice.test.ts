import { mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import type { Delivery } from '../../../../src/shared/contract/deliveries.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

let line: unknown
const engine = standInForEngine({ 'lines.get': () => line })
const { default: LineNotice } = await import('../../../../src/renderer/features/deliveries/LineNotice.vue')

const healthy = { id: 1, name: 'Blue stick', state: 'ready', trouble: null }
const broken = { ...healthy, state: 'broken', trouble: { code: 'port-missing', data: { address: '/dev/x' } } }

beforeEach(() => {
  i18n.global.locale.value = 'en'
  line = healthy
})

async function show(props: Record<string, unknown> = {}) {
  engine.calls.length = 0
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
  })
  const settings = { lineId: 1, maxParts: 3 }
  const about = { line: { id: 1, name: 'Blue stick', kind: 'gsm-modem' }, settings, trouble: null }
  const delivery = about as Delivery
  const notice = mount(LineNotice, { props: { delivery, ...props }, global: { plugins: [i18n, router] } })
  await vi.waitFor(() => expect(engine.calls).toHaveLength(1))
  return notice
}

it('says nothing of a line that can send, and names its trouble as soon as it has one', async () => {
  const notice = await show()
  expect(notice.text()).toBe('')
  line = broken
  engine.push('line.changed', { id: 1 })
  await vi.waitFor(() => expect(notice.text()).toContain('“Blue stick” cannot send'))
  expect(notice.get('a').attributes('href')).toBe('/lines')
  line = healthy
  engine.push('line.changed', { id: 1 })
  await vi.waitFor(() => expect(notice.text()).toBe(''))
})

it('tells while sending that the line is still being opened', async () => {
  line = { ...healthy, state: 'opening' }
  const notice = await show({ isSending: true })
  await vi.waitFor(() => expect(notice.text()).toContain('“Blue stick” is being opened'))
})

it('tells that the line has been removed', async () => {
  line = Promise.reject({ code: 'line/not-found', data: {} })
  const notice = await show()
  await vi.waitFor(() => expect(notice.text()).toContain('has been removed'))
})
