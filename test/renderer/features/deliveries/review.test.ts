import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import type { DeliveryPlan } from '../../../../src/shared/contract/delivery-plan.ts'
import type { Delivery, Preparation } from '../../../../src/shared/contract/deliveries.ts'
import { messageStates } from '../../../../src/shared/lifecycles/message.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

const none = Object.fromEntries(messageStates.map(state => [state, 0])) as Delivery['counts']
const preparation = {
  targeted: 2000,
  excluded: [
    { cause: 'no-phone', count: 21 },
    { cause: 'duplicate-number', count: 99 },
  ],
  excludedTotal: 120,
  toDeliver: 1880,
  parts: 2311,
  histogram: [{ parts: 1, encoding: 'gsm7', messages: 1880 }],
  cost: { micros: 173_325_000, currency: 'EUR' },
  terms: { lineId: 1, kind: 'gsm-modem', priceMicros: 75_000, currency: 'EUR', partsPerMinute: 15 },
  durationMs: 9_244_000,
  digest: 'first',
  preparedAt: 0,
} satisfies Preparation
const delivery = {
  id: 7,
  label: 'Recall',
  state: 'ready',
  content: { text: 'Hello' },
  settings: { lineId: null, maxParts: 3 },
  properties: {},
  campaign: null,
  line: { id: 1, name: 'Blue stick', kind: 'gsm-modem' },
  workflow: null,
  populationId: 3,
  revision: 'r1',
  preparation,
  counts: none,
  createdAt: 0,
  spent: { parts: 0, micros: 0 },
  confirmedAt: null,
  timeZone: null,
  startsAt: null,
  begunAt: null,
  finishedAt: null,
  trouble: null,
} satisfies Delivery

/** As it crosses the channel, where an Error would lose its code. */
const refuse = (code: string) => () => Promise.reject({ code, data: {} })
let confirm: () => unknown = () => ({ isFirst: true })
let plan: DeliveryPlan | null = null
const engine = standInForEngine({
  'deliveries.confirm': () => confirm(),
  'deliveries.plan': () => ({ plan }),
})
const { default: ConfirmSending } =
  await import('../../../../src/renderer/features/deliveries/ConfirmSending.vue')
const { default: ExclusionCauses } =
  await import('../../../../src/renderer/features/deliveries/ExclusionCauses.vue')
const { default: ReviewFigures } =
  await import('../../../../src/renderer/features/deliveries/ReviewFigures.vue')

const mounted: { unmount(): void }[] = []

function show(component: Component, props: Record<string, unknown>) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
  })
  const wrapper = mount(component, {
    attachTo: document.body,
    props,
    global: { plugins: [i18n, router] },
  })
  mounted.push(wrapper)
  return wrapper
}

beforeEach(() => {
  i18n.global.locale.value = 'en'
  engine.calls.length = 0
  confirm = () => ({ isFirst: true })
  plan = null
})
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const digits = (text: string): number => Number(text.replace(/\D/g, ''))

describe('The review', () => {
  it('says of what nobody gets neither a duration nor a cost', () => {
    const nobody = {
      ...preparation,
      toDeliver: 0,
      parts: 0,
      durationMs: 0,
      cost: { micros: 0, currency: 'EUR' },
    }
    const wrapper = show(ReviewFigures, { preparation: nobody, line: delivery.line })
    expect(wrapper.text()).not.toContain('second')
    expect(wrapper.text()).not.toContain('€')
    expect(show(ReviewFigures, { preparation, line: delivery.line }).text()).toContain('pace')
  })

  it('writes below the causes what stands above it, and that is what is excluded', () => {
    const wrapper = show(ExclusionCauses, { preparation })
    const cells = wrapper.findAll('tbody tr').map(row => digits(row.findAll('td')[0]?.text() ?? ''))
    const sum = digits(wrapper.get('tfoot td').text())
    expect(cells).toEqual([99, 21])
    expect(sum).toBe(cells.reduce((total, cell) => total + cell, 0))
    expect(sum).toBe(preparation.excludedTotal)
  })

  it('shows targeted minus excluded as to deliver', () => {
    const values = show(ReviewFigures, { preparation, line: delivery.line })
      .findAll('.review-equation .ui-stat-value')
      .map(value => digits(value.text()))
    expect(values).toEqual([2000, 120, 1880])
    expect((values[0] ?? 0) - (values[1] ?? 0)).toBe(values[2])
  })

  it('opens the people of a cause', async () => {
    const wrapper = show(ExclusionCauses, { preparation })
    await wrapper.findAll('button.cause')[0]?.trigger('click')
    await wrapper.get('tbody td button').trigger('click')
    await wrapper.get('tfoot button.cause').trigger('click')
    await wrapper.get('tfoot td button').trigger('click')
    expect(wrapper.emitted('open')).toEqual([
      ['duplicate-number'],
      ['duplicate-number'],
      [undefined],
      [undefined],
    ])
    expect(wrapper.get('tbody td button').attributes('aria-label')).toBe('Duplicate number: 99')
  })
})

describe('The confirmation', () => {
  const send = () =>
    [...document.querySelectorAll<HTMLButtonElement>('[role="alertdialog"] button')].find(button =>
      button.textContent?.includes('Send'),
    )
  const type = async (text: string) => {
    const input = document.querySelector<HTMLInputElement>('[role="alertdialog"] input')
    if (!input) throw new Error('nothing to type into')
    input.value = text
    input.dispatchEvent(new Event('input', { bubbles: true }))
    await nextTick()
  }
  const pressEnter = async () => {
    document
      .querySelector('[role="alertdialog"] form')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await flushPromises()
  }
  const confirmations = () => engine.calls.filter(call => call.call === 'deliveries.confirm')

  async function open(changes: Partial<Preparation> = {}, settings: Partial<Delivery['settings']> = {}) {
    const wrapper = show(ConfirmSending, {
      open: true,
      delivery: { ...delivery, settings: { ...delivery.settings, ...settings } },
      preparation: { ...preparation, ...changes },
      'onUpdate:open': (value: boolean) => wrapper.setProps({ open: value }),
    })
    await flushPromises()
    return wrapper
  }

  it('states count, parts, cost, line and duration', async () => {
    await open()
    const text = document.querySelector('[role="alertdialog"]')?.textContent ?? ''
    for (const words of ['1,880', '2,311', '€173.33', 'Blue stick', '2 hr']) expect(text).toContain(words)
  })

  it('says when the first message leaves, with its year, where each person has a date of their own', async () => {
    const now = Date.now()
    const first = new Date(new Date(now).getFullYear() + 1, 5, 3, 9).getTime()
    plan = {
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      startsAt: now,
      isStartPast: false,
      firstAt: first,
      endsAt: first,
      aheadMs: 0,
      past: 0,
      dated: { messages: 1880, first, last: first },
      waiting: 0,
      waits: [],
      waveCount: 0,
      waves: [],
      limits: [],
      caps: {},
      expiring: 0,
      budget: null,
      spent: { parts: 0, micros: 0 },
    }
    const moment = { by: 'day', days: -1, time: '09:00', isYearly: true } as const
    const start = { kind: 'person', field: 'birthday', moment, past: 'send', timeZone: null } as const
    await open({}, { timing: { start } })
    const text = document.querySelector('[role="alertdialog"]')?.textContent ?? ''
    expect(text).toContain('Schedule 1,880 messages?')
    expect(text).toContain(String(new Date(first).getFullYear()))
  })

  it('asks to type the count above the threshold, and Enter then sends once with that very preparation', async () => {
    const wrapper = await open()
    expect(send()?.disabled).toBe(true)
    await type('188')
    await pressEnter()
    expect(confirmations()).toHaveLength(0)
    await type('1880')
    expect(send()?.disabled).toBe(false)
    await pressEnter()
    await pressEnter()
    await vi.waitFor(() => expect(wrapper.emitted('confirmed')).toHaveLength(1))
    expect(confirmations()).toEqual([
      { call: 'deliveries.confirm', input: { id: 7, digest: 'first', typedCount: 1880 } },
    ])
  })

  it('needs no typing up to the threshold, and a second press is inert', async () => {
    let answer: (value: unknown) => void = () => {}
    confirm = () => new Promise(resolve => (answer = resolve))
    await open({ toDeliver: 100 })
    send()?.click()
    send()?.click()
    await vi.waitFor(() => expect(confirmations()).toHaveLength(1))
    expect(send()?.getAttribute('aria-busy')).toBe('true')
    answer({ isFirst: true })
    await vi.waitFor(() => expect(document.querySelector('[role="alertdialog"]')).toBeNull())
    expect(confirmations()).toHaveLength(1)
  })

  it('closes and says so when the preparation is not the present one', async () => {
    confirm = refuse('delivery/prepared-again')
    const wrapper = await open({ toDeliver: 5 })
    send()?.click()
    await vi.waitFor(() => expect(wrapper.emitted('outdated')).toHaveLength(1))
    expect(wrapper.emitted('confirmed')).toBeUndefined()
  })

  it('can be pressed again after an error, which it shows', async () => {
    confirm = refuse('engine/disconnected')
    await open({ toDeliver: 5 })
    send()?.click()
    await vi.waitFor(() =>
      expect(document.querySelector('[role="alertdialog"] [role="alert"]')?.textContent).toContain('engine'),
    )
    confirm = () => ({ isFirst: true })
    send()?.click()
    await vi.waitFor(() => expect(confirmations()).toHaveLength(2))
  })
})
