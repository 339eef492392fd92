import { mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import type { Line, PhoneMessageView, PhoneView } from '../../../../src/shared/contract/lines.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

let phones: PhoneView[]
let messages: PhoneMessageView[]
const engine = standInForEngine({
  'lines.phones': () => phones,
  'lines.phone': () => messages,
  'lines.answerAs': () => ({}),
  'lines.changePerson': () => ({}),
})
const { default: LinePhones } = await import('../../../../src/renderer/features/lines/LinePhones.vue')

const numberOf = (index: number): string => `+447700900${String(index).padStart(3, '0')}`
const message = (text: string, isThere = true): PhoneMessageView => ({ at: 0, by: 'line', text, isThere })

function somePhones(count: number): PhoneView[] {
  return Array.from({ length: count }, (_, index) => ({
    phone: numberOf(index),
    person: 'prompt' as const,
    count: 1,
    last: message(`Hello ${index}`),
  }))
}

beforeEach(() => {
  i18n.global.locale.value = 'en'
  engine.calls.length = 0
  messages = [message('Hello 0')]
})

async function show() {
  const line = { id: 1, kind: 'simulator', settings: {} } as unknown as Line
  const screen = mount(LinePhones, { props: { line }, global: { plugins: [i18n] }, attachTo: document.body })
  await vi.waitFor(() => expect(engine.calls.some(({ call }) => call === 'lines.phones')).toBe(true))
  return screen
}

it('says what to do while nobody was written to', async () => {
  phones = []
  const screen = await show()
  await vi.waitFor(() => expect(screen.text()).toContain('Nobody has been written to yet'))
})

it.each([1, 20, 500])('shows %s phones, with the newest one open', async count => {
  phones = somePhones(count)
  const screen = await show()
  await vi.waitFor(() => expect(screen.findAll('.phones-list li')).toHaveLength(count))
  await vi.waitFor(() => expect(screen.get('.line-phone').text()).toContain('Hello 0'))
  expect(screen.get('.line-phone h2').text()).toBe('+44 7700 900000')
  // What is on the other phones is read when they are opened.
  expect(engine.calls.filter(({ call }) => call === 'lines.phone')).toHaveLength(1)
  expect(screen.find('.phones-find').exists()).toBe(count > 1)
})

it('finds one phone of many by its digits, and opens the one that is chosen', async () => {
  phones = somePhones(500)
  const screen = await show()
  await vi.waitFor(() => expect(screen.findAll('.phones-list li')).toHaveLength(500))
  await screen.get('.phones-find input').setValue('900 123')
  await vi.waitFor(() => expect(screen.findAll('.phones-list li')).toHaveLength(1))
  await screen.get('.phones-list button').trigger('click')
  await vi.waitFor(() => expect(screen.get('.line-phone h2').text()).toBe('+44 7700 900123'))
  await screen.get('.phones-find input').setValue('999999')
  await vi.waitFor(() => expect(screen.get('.phones-list').text()).toContain('No phone has this number.'))
})

it('tells a message that the phone does not have from one that it has, and answers as that person', async () => {
  phones = somePhones(1)
  messages = [message('Hello 0', false)]
  const screen = await show()
  await vi.waitFor(() => expect(screen.get('.line-phone li').text()).toContain('Not on the phone'))
  await screen.get('.line-phone form input').setValue('  Yes  ')
  await screen.get('.line-phone form').trigger('submit')
  await vi.waitFor(() =>
    expect(engine.calls).toContainEqual({
      call: 'lines.answerAs',
      input: { id: 1, phone: numberOf(0), text: 'Yes' },
    }),
  )
  await screen.get('.line-phone select').setValue('full')
  await vi.waitFor(() =>
    expect(engine.calls).toContainEqual({
      call: 'lines.changePerson',
      input: { id: 1, phone: numberOf(0), person: 'full' },
    }),
  )
})
