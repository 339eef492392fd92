import { mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import type { Delivery } from '../../../../src/shared/contract/deliveries.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

let line: unknown
let lines: unknown[] = []
const engine = standInForEngine({ 'lines.get': () => line, 'lines.list': () => lines })
const { default: LineNotice } = await import('../../../../src/renderer/features/deliveries/LineNotice.vue')

const healthy = { id: 1, name: 'Blue stick', state: 'ready', trouble: null, health: {} }
const broken = { ...healthy, state: 'broken', trouble: { code: 'port-missing', data: { address: '/dev/x' } } }

beforeEach(() => {
  i18n.global.locale.value = 'en'
  line = healthy
})

async function show(props: Record<string, unknown> = {}, shared?: readonly { id: number; name: string }[]) {
  engine.calls.length = 0
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
  })
  const pool = { kind: 'these', lineIds: shared?.map(({ id }) => id) }
  const settings = { lineId: 1, maxParts: 3, ...(shared && { pool }) }
  const named = { id: 1, name: 'Blue stick', kind: 'gsm-modem', ...(shared && { shared }) }
  const about = { line: named, settings, trouble: null }
  const delivery = about as unknown as Delivery
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

it('says of a modem that its network does not have it, and what to look at', async () => {
  line = { ...healthy, health: { registered: false } }
  const notice = await show()
  await vi.waitFor(() =>
    expect(notice.text()).toContain('“Blue stick” cannot send: The modem has no network.'),
  )
  expect(notice.text()).toContain('Look at its antenna')
  // While it is sent, that is told with the next try.
  await notice.setProps({ isSending: true })
  expect(notice.text()).toBe('')
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

it('tells which of several lines cannot send, and calls it an error when none can', async () => {
  const sticks = [
    healthy,
    { ...broken, id: 2, name: 'Red stick' },
    { ...healthy, id: 3, name: 'Green stick' },
  ]
  lines = sticks
  const shared = sticks.map(({ id, name }) => ({ id, name }))
  const notice = await show({}, shared)
  await vi.waitFor(() => expect(notice.text()).toContain('2 of 3 lines are ready'))
  expect(notice.text()).toContain('Red stick: ')
  expect(notice.text()).not.toContain('Green stick')
  expect(notice.find('[role="alert"]').exists()).toBe(false)
  lines = sticks.map(stick => ({ ...stick, trouble: broken.trouble }))
  engine.push('line.changed', { id: 1 })
  await vi.waitFor(() => expect(notice.text()).toContain('None of the 3 lines can send'))
  lines = sticks.slice(0, 1)
  engine.push('line.changed', { id: 2 })
  await vi.waitFor(() => expect(notice.text()).toContain('1 of 3 lines is ready'))
  lines = shared.map(each => ({ ...healthy, ...each }))
  engine.push('line.changed', { id: 2 })
  await vi.waitFor(() => expect(notice.text()).toBe(''))
})
