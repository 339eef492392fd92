import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import type { Delivery } from '../../../../src/shared/contract/deliveries.ts'
import { messageStates } from '../../../../src/shared/lifecycles/message.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

const none = Object.fromEntries(messageStates.map(state => [state, 0])) as Delivery['counts']
const ready: Delivery = {
  id: 7,
  label: 'Recall',
  state: 'ready',
  content: { text: 'Hello' },
  settings: { lineId: null, maxParts: 3 },
  properties: {},
  campaign: null,
  line: { id: 1, name: 'Blue stick', kind: 'gsm-modem' },
  workflow: { id: 2, name: 'Autumn', runId: 3, activityId: 'sms' },
  populationId: 3,
  revision: 'r1',
  preparation: {
    targeted: 12,
    excluded: [{ cause: 'no-phone', count: 2 }],
    excludedTotal: 2,
    toDeliver: 10,
    parts: 10,
    histogram: [{ parts: 1, encoding: 'gsm7', messages: 10 }],
    cost: { micros: 750_000, currency: 'EUR' },
    terms: { lineId: 1, kind: 'gsm-modem', priceMicros: 75_000, currency: 'EUR', partsPerMinute: 15 },
    durationMs: 40_000,
    digest: 'first',
    preparedAt: 0,
  },
  counts: { ...none, queued: 10 },
  createdAt: 0,
  spent: { parts: 0, micros: 0 },
  confirmedAt: null,
  timeZone: null,
  startsAt: null,
  begunAt: null,
  finishedAt: null,
  trouble: null,
}
let delivery = ready
let rest: { until: number | null; cause: string } | null = null
const nothing = () => ({})
const engine = standInForEngine({
  'deliveries.get': () => delivery,
  'deliveries.list': () => [delivery],
  'deliveries.page': () => ({ total: 1, hidden: 0, rows: [delivery] }),
  'workspace.describe': () => ({ timeZone: 'Europe/London' }),
  'deliveries.progress': () => ({
    id: 7,
    state: delivery.state,
    counts: delivery.counts,
    perMinute: 15,
    remainingMs: 40_000,
    waiting: null,
    nextWaveAt: null,
    awaySince: null,
    rest,
  }),
  'deliveries.samples': () => [],
  'deliveries.plan': () => ({ plan: null }),
  'deliveries.reasons': () => [],
  'deliveries.messages': () => ({ total: 0, rows: [] }),
  'deliveries.confirm': () => ({ isFirst: true }),
  'deliveries.edit': () => delivery,
  'deliveries.prepare': nothing,
  'lines.list': () => [],
  'deliveries.lines': () => [],
  'people.fields': () => [],
  'content.preview': () => ({ faults: [], total: 0, rendered: null, standIns: [] }),
  'content.count': () => null,
  'snippets.list': () => [],
  'populations.get': () => ({ count: 0, columns: [] }),
  'deliveries.pause': nothing,
  'deliveries.resume': nothing,
  'deliveries.foreseeRetry': () => ({ retried: 0, unsure: 0, suppressed: 0, gone: 0, final: 3 }),
  'deliveries.decideUnknown': () => ({ decided: 3 }),
})
const { default: DeliveryScreen } =
  await import('../../../../src/renderer/features/deliveries/DeliveryScreen.vue')

const mounted: { unmount(): void }[] = []

async function open(state: Partial<Delivery> = {}) {
  delivery = { ...ready, ...state }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/deliveries/:id', component: DeliveryScreen },
      { path: '/:rest(.*)*', component: { render: () => null } },
    ],
  })
  await router.push('/deliveries/7')
  const wrapper = mount(
    { template: '<RouterView />' },
    { attachTo: document.body, global: { plugins: [i18n, router], stubs: { UiChart: true } } },
  )
  mounted.push(wrapper)
  await vi.waitFor(() => expect(wrapper.find('h1').text()).toBe('Recall'))
  return wrapper
}

const buttonWith = (text: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find(button => button.textContent?.includes(text))
const asked = (call: string) => engine.calls.filter(each => each.call === call)

beforeEach(() => {
  i18n.global.locale.value = 'en'
  engine.calls.length = 0
})
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

describe('The head of a delivery', () => {
  const from = { id: 3, name: 'Recall', runId: 1, activityId: 'sms' }
  const execution = { parentId: 2, parentLabel: 'Recall', period: '2026-11', firedFor: 0 } as const
  const head = (): string | undefined =>
    document.querySelector('header')?.textContent?.replaceAll(/\s+/g, ' ')

  it('does not say the name of its series twice', async () => {
    await open({ workflow: from, execution: { ...execution, confirmation: 'each' } })
    expect(head()).toContain('execution of its series')
    expect(head()?.match(/Recall/g)).toHaveLength(1)
  })
})

describe('A prepared delivery', () => {
  it('promises no first message and no end where nobody would get one', async () => {
    const { preparation } = ready
    if (!preparation) throw new Error('it is prepared')
    const excluded = [{ cause: 'no-phone' as const, count: 12 }]
    const sums = { excluded, excludedTotal: 12, toDeliver: 0, parts: 0, histogram: [], durationMs: 0 }
    const wrapper = await open({ preparation: { ...preparation, ...sums } })
    expect(wrapper.text()).toContain('Nobody would get a message')
    expect(wrapper.text()).not.toContain('What happens when')
  })

  it('leaves nothing to press once it is confirmed, also before its new state has come', async () => {
    await open()
    buttonWith('Send to 10 people')?.click()
    await vi.waitFor(() => expect(buttonWith('Send 10 messages')).toBeDefined())
    buttonWith('Send 10 messages')?.click()
    await vi.waitFor(() => expect(asked('deliveries.confirm')).toHaveLength(1))
    await vi.waitFor(() => expect(document.querySelector('[role="alertdialog"]')).toBeNull())
    expect(buttonWith('Send to 10 people')?.disabled).toBe(true)
    buttonWith('Send to 10 people')?.click()
    await flushPromises()
    expect(document.querySelector('[role="alertdialog"]')).toBeNull()
  })

  it('says that its figures are new where somebody else prepared it again while it was looked at', async () => {
    const wrapper = await open()
    delivery = { ...ready, state: 'preparing', preparation: null }
    engine.push('delivery.changed', { id: 7 })
    await flushPromises()
    expect(wrapper.text()).not.toContain('It has been prepared again')
    const preparation = ready.preparation && { ...ready.preparation, digest: 'second' }
    delivery = { ...ready, preparation }
    engine.push('delivery.changed', { id: 7 })
    await vi.waitFor(() => expect(wrapper.text()).toContain('It has been prepared again'))
  })

  it('says nothing of a new preparation that was asked for here, nor of one that came to the same', async () => {
    const wrapper = await open()
    delivery = { ...ready, state: 'preparing', preparation: null }
    engine.push('delivery.changed', { id: 7 })
    await flushPromises()
    delivery = { ...ready }
    engine.push('delivery.changed', { id: 7 })
    await vi.waitFor(() => expect(buttonWith('Edit')).toBeDefined())
    expect(wrapper.text()).not.toContain('It has been prepared again')
    buttonWith('Edit')?.click()
    await vi.waitFor(() => expect(buttonWith('Save and prepare again')).toBeDefined())
    buttonWith('Save and prepare again')?.click()
    await vi.waitFor(() => expect(asked('deliveries.prepare')).toHaveLength(1))
    delivery = { ...ready, state: 'preparing', preparation: null }
    engine.push('delivery.changed', { id: 7 })
    await flushPromises()
    delivery = { ...ready, preparation: ready.preparation && { ...ready.preparation, digest: 'third' } }
    engine.push('delivery.changed', { id: 7 })
    await vi.waitFor(() => expect(buttonWith('Edit')).toBeDefined())
    expect(wrapper.text()).not.toContain('It has been prepared again')
  })

  it('cannot be sent to nobody', async () => {
    const preparation = ready.preparation && { ...ready.preparation, toDeliver: 0 }
    await open({ preparation })
    expect(buttonWith('Nobody to send to')?.disabled).toBe(true)
    expect(document.body.textContent).toContain('Nobody would get a message')
  })

  it('becomes its dashboard when it is sending', async () => {
    const wrapper = await open()
    delivery = { ...ready, state: 'sending', counts: { ...none, queued: 4, delivered: 6 }, confirmedAt: 1 }
    engine.push('delivery.changed', { id: 7 })
    await vi.waitFor(() => expect(wrapper.find('.dashboard-figures').exists()).toBe(true))
    expect(wrapper.text()).toContain('6 of 10 done')
    expect(wrapper.text()).toContain('15 messages a minute')
  })
})

describe('A prepared delivery that is being edited', () => {
  const write = async (text: string) => {
    await vi.waitFor(() => expect(document.querySelector('textarea')).not.toBeNull())
    const area = document.querySelector('textarea')
    if (!area) throw new Error('no text')
    area.value = text
    area.dispatchEvent(new Event('input'))
    await flushPromises()
  }
  const changeElsewhere = async (change: Partial<Delivery>) => {
    delivery = { ...delivery, revision: 'r2', content: { text: 'Theirs' }, ...change }
    engine.push('delivery.changed', { id: 7 })
    await flushPromises()
  }

  it('keeps what was written on screen, saves nothing by itself and asks when somebody else changed it', async () => {
    const wrapper = await open()
    buttonWith('Edit')?.click()
    await write('Half wri')
    await changeElsewhere({ state: 'preparing', preparation: null })
    await changeElsewhere({ state: 'ready', preparation: ready.preparation })
    expect(wrapper.text()).toContain('Somebody else has changed this delivery meanwhile')
    expect(document.querySelector('textarea')?.value).toBe('Half wri')
    expect(buttonWith('Save and prepare again')?.disabled).toBe(true)
    buttonWith('Load theirs')?.click()
    await vi.waitFor(() => expect(document.querySelector('textarea')).toBeNull())
    expect(asked('deliveries.edit')).toEqual([])
  })

  it('is written over theirs only after the person chose to keep their own', async () => {
    await open()
    buttonWith('Edit')?.click()
    await write('Mine')
    await changeElsewhere({})
    buttonWith('Keep mine')?.click()
    await flushPromises()
    buttonWith('Save and prepare again')?.click()
    await vi.waitFor(() => expect(asked('deliveries.prepare')).toHaveLength(1))
    expect(asked('deliveries.edit')[0]?.input).toMatchObject({ basedOn: 'r2', content: { text: 'Mine' } })
  })

  it('asks before what was written is lost to another screen', async () => {
    const wrapper = await open()
    buttonWith('Edit')?.click()
    await write('Mine')
    const { $router: router } = wrapper.vm
    await router.push('/people')
    expect(router.currentRoute.value.path).toBe('/deliveries/7')
    await vi.waitFor(() => expect(buttonWith('Leave without saving')).toBeDefined())
    buttonWith('Leave without saving')?.click()
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/people'))
    expect(asked('deliveries.edit')).toEqual([])
  })
})

describe('A delivery under way', () => {
  const counts = { ...none, queued: 4, accepted: 1, delivered: 2, unknown: 3 }

  it('follows the pushed progress', async () => {
    const wrapper = await open({ state: 'sending', counts, confirmedAt: 1 })
    const moved = { ...none, queued: 1, delivered: 9 }
    engine.push('delivery.progressed', {
      id: 7,
      state: 'sending',
      counts: moved,
      perMinute: 20,
      remainingMs: 1000,
      waiting: null,
      nextWaveAt: null,
      awaySince: null,
      rest: null,
    })
    await vi.waitFor(() => expect(wrapper.text()).toContain('9 of 10 done'))
  })

  it('names the day of an end that is not today', async () => {
    const wrapper = await open({ state: 'sending', counts, confirmedAt: 1 })
    const remainingMs = 70 * 86_400_000
    engine.push('delivery.progressed', {
      id: 7,
      state: 'sending',
      counts,
      perMinute: 1,
      remainingMs,
      waiting: null,
      nextWaveAt: null,
      awaySince: null,
      rest: null,
    })
    const end = String(new Date(Date.now() + remainingMs).getFullYear())
    await vi.waitFor(() => expect(wrapper.text()).toContain(end))
    expect(wrapper.text()).toContain('1 message a minute')
  })

  it('says when the next messages leave while nothing may', async () => {
    rest = { until: Date.UTC(2099, 11, 24, 9), cause: 'wave' }
    const wrapper = await open({ state: 'sending', counts, confirmedAt: 1 })
    await vi.waitFor(() => expect(wrapper.text()).toContain('Next messages leave Thu'))
    expect(wrapper.text()).not.toContain('a minute')
    expect(wrapper.text()).toContain('Between waves')
    expect(wrapper.text()).not.toContain('Sending')
    rest = null
  })

  it('can be paused but not resumed while it is sending, and the other way round while it is paused', async () => {
    await open({ state: 'sending', counts, confirmedAt: 1 })
    expect(buttonWith('Resume')).toBeUndefined()
    buttonWith('Pause')?.click()
    await vi.waitFor(() => expect(asked('deliveries.pause')).toHaveLength(1))
    delivery = { ...delivery, state: 'paused' }
    engine.push('delivery.changed', { id: 7 })
    await vi.waitFor(() => expect(buttonWith('Resume')).toBeDefined())
    expect(buttonWith('Pause')).toBeUndefined()
  })

  it('accounts for everything among the failed before it tries them again', async () => {
    await open({ state: 'finished', counts: { ...none, delivered: 1, failed: 3, undelivered: 6 } })
    buttonWith('Retry failed')?.click()
    await vi.waitFor(() => expect(document.body.textContent).toContain('3 refused for good'))
    expect(document.body.textContent).toContain('6 that the network took and could not deliver')
    expect(buttonWith('Try again')?.disabled).toBe(true)
  })

  it('stays paused where Pause is clicked twice: Resume took its place meanwhile', async () => {
    const click = (text: string, detail: number) =>
      buttonWith(text)?.dispatchEvent(new MouseEvent('click', { detail, bubbles: true, cancelable: true }))
    const wrapper = await open({ state: 'sending', counts, confirmedAt: 1 })
    click('Pause', 1)
    await vi.waitFor(() => expect(asked('deliveries.pause')).toHaveLength(1))
    delivery = { ...delivery, state: 'paused' }
    engine.push('delivery.changed', { id: 7 })
    await vi.waitFor(() => expect(buttonWith('Resume')).toBeDefined())
    click('Resume', 2)
    await flushPromises()
    expect(asked('deliveries.resume')).toEqual([])
    click('Resume', 1)
    await vi.waitFor(() => expect(asked('deliveries.resume')).toHaveLength(1))
    expect(wrapper.text()).toContain('Paused')
  })

  it('says what, why and what to do when the program has paused it', async () => {
    const wrapper = await open({
      state: 'paused',
      counts,
      confirmedAt: 1,
      trouble: { code: 'modem-no-sim', data: {} },
    })
    const alert = wrapper.get('[role="alert"]').text()
    expect(alert).toContain('Paused by the program')
    expect(alert).toContain('no SIM in the modem')
    expect(alert).toContain('Put one in')
  })

  it('asks how unknown messages count, with sent as the careful default', async () => {
    await open({ state: 'sending', counts, confirmedAt: 1 })
    expect(document.body.textContent).toContain('3 messages have an unknown outcome')
    buttonWith('Decide')?.click()
    await vi.waitFor(() => expect(buttonWith('Settle them')).toBeDefined())
    buttonWith('Settle them')?.click()
    await vi.waitFor(() => expect(asked('deliveries.decideUnknown')).toHaveLength(1))
    expect(asked('deliveries.decideUnknown')[0]?.input).toEqual({ id: 7, as: 'sent' })
  })
})
