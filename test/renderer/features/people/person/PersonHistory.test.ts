import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '../../../../../src/renderer/i18n/index.ts'
import { standInForEngine } from '../../../support/fake-engine.ts'

const entries = [
  { kind: 'received', key: 'r', at: 30, text: 'Yes please', lineName: 'Stick' },
  {
    kind: 'sent',
    key: 's',
    at: 20,
    deliveryId: 1,
    deliveryLabel: 'Spring',
    text: 'Come along',
    state: 'delivered',
    reason: null,
  },
  {
    kind: 'excluded',
    key: 'e',
    at: 10,
    deliveryId: 2,
    deliveryLabel: 'Summer',
    causes: [
      { cause: 'required-field-empty', detail: 'city' },
      { cause: 'duplicate-number', detail: '5', other: { id: 5, name: 'Bo' } },
    ],
  },
  {
    kind: 'consent',
    key: 'c',
    at: 5,
    listId: 3,
    listName: 'News',
    isRemoved: false,
    from: 'none',
    to: 'subscribed',
    phone: '+447700900001',
    source: 'manual',
    note: 'Paper form',
    text: null,
  },
]
type Asked = { kinds?: string[]; deliveryId?: number; offset: number; limit: number }
let answer: (asked: Asked) => unknown = () => ({ total: 4, rows: entries })
const engine = standInForEngine({
  'people.timeline': (asked: never) => answer(asked),
  'people.fields': () => [{ key: 'city', label: 'Town', type: 'text', isBuiltIn: false }],
})
const { default: PersonHistory } =
  await import('../../../../../src/renderer/features/people/person/PersonHistory.vue')

const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/:rest(.*)*', component: { template: '<div />' } }],
})

async function open(props: { deliveryId?: number } = {}) {
  const wrapper = mount(PersonHistory, {
    attachTo: document.body,
    global: { plugins: [i18n, router] },
    props: { personId: 1, ...props },
  })
  await vi.waitFor(() => expect(wrapper.attributes('aria-busy')).toBeUndefined())
  return wrapper
}

const asked = (): Asked[] =>
  engine.calls.filter(({ call }) => call === 'people.timeline').map(({ input }) => input as Asked)

describe('the history on the page of a person', () => {
  beforeEach(() => {
    document.body.innerHTML = ''
    engine.calls.length = 0
    answer = () => ({ total: 4, rows: entries })
  })

  it('shows in which direction a message went, and all causes of an exclusion', async () => {
    const wrapper = await open()
    await vi.waitFor(() => expect(wrapper.text()).toContain('Town'))
    const lines = wrapper.findAll('.history-entry').map(entry => entry.text())
    expect(lines[0]).toMatch(/^From them.*Stick.*Yes please/)
    expect(lines[1]).toMatch(/^To them.*Delivered.*Spring.*Come along/)
    expect(lines[2]).toContain('Bo')
    expect(wrapper.findAll('.exclusion-reasons li')).toHaveLength(2)
    expect(lines[3]).toContain('“Paper form”')
  })

  it('answers for one delivery first when it was opened from there', async () => {
    answer = () => ({ total: 1, rows: [entries[2]] })
    const wrapper = await open({ deliveryId: 2 })
    expect(asked()[0]).toMatchObject({ deliveryId: 2 })
    expect(wrapper.find('h2').text()).toBe('Why did or didn’t this person get it?')
    await wrapper.find('button').trigger('click')
    expect(wrapper.emitted('showAll')).toHaveLength(1)
  })

  it('says so where the person is not part of that delivery', async () => {
    answer = () => ({ total: 0, rows: [] })
    const wrapper = await open({ deliveryId: 2 })
    expect(wrapper.text()).toContain('not part of that delivery')
  })

  it('asks for one kind alone, and for more where there is more', async () => {
    answer = ({ offset }) => ({
      total: 5000,
      rows: entries.map(entry => ({ ...entry, key: `${entry.key}${offset}` })),
    })
    const wrapper = await open()
    expect(wrapper.text()).toContain('4 of 5,000 shown')
    await wrapper.findAll('button').at(-1)?.trigger('click')
    await vi.waitFor(() => expect(wrapper.findAll('.history-entry')).toHaveLength(8))
    expect(asked().at(-1)).toMatchObject({ offset: 4 })
    await wrapper.findAll('input[type=radio]').at(1)?.setValue(true)
    await vi.waitFor(() => expect(asked().at(-1)).toMatchObject({ kinds: ['sent', 'received'], offset: 0 }))
  })

  it('offers to try again where it cannot be had', async () => {
    answer = () => Promise.reject({ code: 'engine/bug', data: { reference: '1' } })
    const wrapper = await open()
    await vi.waitFor(() => expect(wrapper.find('[role=alert]').exists()).toBe(true))
    answer = () => ({ total: 4, rows: entries })
    await wrapper.find('[role=alert] button').trigger('click')
    await vi.waitFor(() => expect(wrapper.findAll('.history-entry')).toHaveLength(4))
  })
})
