import { mount } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import HeldLines from '../../../../src/renderer/features/deliveries/HeldLines.vue'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import type { DeliveryLine } from '../../../../src/shared/contract/delivery-lines.ts'

beforeEach(() => void (i18n.global.locale.value = 'en'))

const sending: DeliveryLine = {
  id: 1,
  name: 'Blue stick',
  doing: 'sending',
  until: null,
  trouble: null,
  awaitsSince: null,
  leftTo: [],
  sent: 0,
  failed: 0,
}
const until = new Date(2026, 10, 20, 23, 14).getTime()
const trouble = { code: 'cms-42', data: {} }
const resting: DeliveryLine = { ...sending, id: 2, name: 'Red stick', doing: 'resting', until, trouble }

function show(lines: readonly DeliveryLine[]) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
  })
  return mount(HeldLines, { props: { lines }, global: { plugins: [i18n, router] } }).text()
}

it('tells what the network said to a line that has to wait, and until when', () => {
  expect(show([resting])).toContain('The line sends nothing now')
  expect(show([resting])).toContain('Red stick: The network is busy or out of order; it is tried again at')
  expect(show([resting])).toContain('14')
})

it('says nothing of a line that waits while another one sends', () => {
  expect(show([sending, resting])).toBe('')
  expect(show([{ ...sending, doing: 'day-cap', until }, resting])).toContain('None of the 2 lines')
})

it('says since when an answer is awaited, once that takes longer than usual', () => {
  const waiting = (ms: number): DeliveryLine => ({ ...sending, awaitsSince: Date.now() - ms })
  expect(show([waiting(5_000)])).toBe('')
  expect(show([waiting(30_000), resting])).toContain('Blue stick: Waiting for an answer since')
  expect(show([waiting(30_000)])).toContain('counts as unknown')
})
