import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import type { Column } from '../../../../src/shared/activities/define-activity.ts'
import type { DeliveryContent } from '../../../../src/shared/delivery/delivery-content.ts'
import type { Rendered, TemplateFault } from '../../../../src/shared/contract/content.ts'
import type { PeopleSource } from '../../../../src/shared/contract/people.ts'
import { templateFaultCodes } from '../../../../src/shared/template/template-types.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

const people = ['Zoë', 'Amara', 'Lars']
let faults: TemplateFault[] = []
let missing: string[] = []
let standIns: string[] = []

function preview({ text, index }: { text: string; index: number }) {
  const rendered: Rendered = {
    personId: index + 1,
    personName: people[index] ?? '',
    recipient: '+33639980010',
    text: text.replace(/\{\{.*?\}\}/g, people[index] ?? ''),
    encoding: 'gsm7',
    parts: 1,
    variant: null,
    missing,
  }
  return { faults, total: people.length, rendered: faults.length ? null : rendered, standIns }
}

const engine = standInForEngine({
  'people.fields': () => [
    { key: 'first_name', label: 'first_name', type: 'text', isBuiltIn: true },
    { key: 'city', label: 'City', type: 'text', isBuiltIn: false },
  ],
  'content.check': () => ({ faults, fields: [] }),
  'content.preview': (input: never) => preview(input),
  'content.count': () => null,
  'lines.list': () => [],
  'snippets.list': () => [],
  'workspace.describe': () => ({ settings: { footers: {}, linkDomain: null } }),
})
const { ContentEditor } = await import('../../../../src/renderer/parts/content-editor/index.ts')
const { default: ContentCounter } =
  await import('../../../../src/renderer/parts/content-editor/ContentCounter.vue')

const mounted: { unmount(): void }[] = []

async function open(text: string, source?: PeopleSource, columns?: readonly Column[]) {
  const wrapper = mount(ContentEditor, {
    attachTo: document.body,
    global: { plugins: [i18n] },
    props: {
      modelValue: { text },
      maxParts: 3,
      ...(source ? { source } : {}),
      ...(columns ? { columns } : {}),
      'onUpdate:modelValue': (next: DeliveryContent) => wrapper.setProps({ modelValue: next }),
    },
  })
  mounted.push(wrapper)
  await vi.waitFor(() => expect(engine.calls.some(call => call.call.startsWith('content.'))).toBe(true))
  await flushPromises()
  return wrapper
}

beforeEach(() => {
  i18n.global.locale.value = 'en'
  faults = []
  missing = []
  standIns = []
  engine.calls.length = 0
})
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

describe('The counter', () => {
  const count = (text: string, maxParts?: number) =>
    mount(ContentCounter, { global: { plugins: [i18n] }, props: { text, maxParts } })

  it('tells encoding, parts, characters and what is left', () => {
    const text = count('a'.repeat(100)).text()
    expect(text).toContain('GSM-7')
    expect(text).toContain('1 part')
    expect(text).toContain('100 characters')
    expect(text).toContain('60 left')
  })

  it('goes to Unicode and two parts at the 71st character with one foreign letter', () => {
    const text = count(`ë${'a'.repeat(70)}`).text()
    expect(text).toContain('Unicode')
    expect(text).toContain('2 parts')
  })

  it('marks a text that is longer than allowed', () => {
    expect(count('a'.repeat(161), 1).attributes('data-too-long')).toBe('true')
    expect(count('a'.repeat(161), 2).attributes('data-too-long')).toBeUndefined()
  })
})

describe('The content editor', () => {
  it('counts the message of the person that it shows', async () => {
    const wrapper = await open('Hi {{ first_name }}', { audienceId: 1 })
    await vi.waitFor(() => expect(wrapper.text()).toContain('counted for Zoë'))
    expect(wrapper.get('.counter-encoding').text()).toBe('Unicode')
    expect(wrapper.text()).toContain('comes from this person’s data')
  })

  it('goes to the next person and round to the last', async () => {
    const wrapper = await open('Hi {{ first_name }}', { audienceId: 1 })
    await vi.waitFor(() => expect(wrapper.text()).toContain('person 1 of 3'))
    await wrapper.get('button[aria-label="Previous person"]').trigger('click')
    await vi.waitFor(() => expect(wrapper.get('.phone-bubble').text()).toBe('Hi Lars'))
    expect(wrapper.get('.counter-encoding').text()).toBe('GSM-7')
  })

  it("counts the template's own text while there is no audience", async () => {
    const wrapper = await open('Hi {{ first_name | default: "there" }}')
    expect(wrapper.text()).toContain('counted without field values')
    expect(wrapper.text()).toContain('8 characters')
    expect(wrapper.text()).toContain('Connect an audience')
  })

  it('underlines what forces Unicode and replaces it on one press, with the effect shown before', async () => {
    const wrapper = await open('It’s “on” – see you')
    expect(wrapper.findAll('.template-costly').map(mark => mark.text())).toEqual(['’', '“', '”', '–'])
    expect(wrapper.get('.costly-effect').text()).toMatch(/Unicode.*GSM-7/)
    const all = wrapper.findAll('button').find(button => button.text() === 'Replace all')
    await all?.trigger('click')
    expect(wrapper.props('modelValue')).toEqual({ text: 'It\'s "on" - see you' })
    expect(wrapper.find('.costly').exists()).toBe(false)
  })

  it('shows a fault with its place and underlines it there', async () => {
    faults = [{ code: 'unknown-field', detail: 'firstname', line: 1, column: 7 }]
    const wrapper = await open('Hi {{ firstname }}', { audienceId: 1 })
    await vi.waitFor(() => expect(wrapper.find('.fault').exists()).toBe(true))
    expect(wrapper.get('.fault').text()).toContain('firstname')
    expect(wrapper.get('.fault').text()).toContain('line 1, column 7')
    expect(wrapper.get('.template-fault').text()).toBe('firstname')
  })

  it('shows no message while there is a fault, and one again when it is mended', async () => {
    const wrapper = await open('Hi {{ first_name }}', { audienceId: 1 })
    await vi.waitFor(() => expect(wrapper.get('.phone-bubble').text()).toBe('Hi Zoë'))
    faults = [{ code: 'unclosed', detail: '{{ first_name', line: 1, column: 4 }]
    await wrapper.setProps({ modelValue: { text: 'Hi {{ first_name' } })
    await vi.waitFor(() => expect(wrapper.find('.phone-bubble').exists()).toBe(false))
    expect(wrapper.text()).toContain('Mend what is underlined')
    faults = []
    await wrapper.setProps({ modelValue: { text: 'Ho {{ first_name }}' } })
    await vi.waitFor(() => expect(wrapper.get('.phone-bubble').text()).toBe('Ho Zoë'))
  })

  it.each(['en', 'fr', 'nl', 'sv'] as const)('says every fault in %s, once', async language => {
    i18n.global.locale.value = language
    faults = templateFaultCodes.map(code => ({ code, detail: 'x', line: 1, column: 2 }))
    const wrapper = await open('Hi {{ firstname }}', { audienceId: 1 })
    await wrapper.setProps({ error: 'the same in the words of the form' })
    await vi.waitFor(() => expect(wrapper.find('.fault').exists()).toBe(true))
    const said = wrapper.findAll('.fault').map(fault => fault.text())
    expect(new Set(said).size).toBe(templateFaultCodes.length)
    expect(said.filter(text => text.includes('template-'))).toEqual([])
    expect(wrapper.text()).not.toContain('in the words of the form')
  })

  it('names the required fields that a person lacks', async () => {
    missing = ['city']
    const wrapper = await open('Hi {{ city }}', { audienceId: 1 })
    await vi.waitFor(() => expect(wrapper.text()).toContain('Zoë lacks city'))
  })
})

describe('Columns of a workflow', () => {
  const columns: Column[] = [{ name: 'appointment_at', label: 'Appointment', type: 'text' }]

  it('stand in the menu before the fields and are asked for with the text', async () => {
    const wrapper = await open('See you', undefined, columns)
    await wrapper.find('.content-tools button').trigger('click')
    await vi.waitFor(() => expect(document.querySelectorAll('[role=menuitem]').length).toBeGreaterThan(1))
    const labels = [...document.querySelectorAll('[role=menuitem]')].map(item => item.textContent.trim())
    expect(labels.slice(0, 2)).toEqual(['Appointment', 'First name'])
    const asked = engine.calls.find(({ call }) => call === 'content.check')
    expect(asked?.input).toMatchObject({ text: 'See you', columns })
  })

  it('say that only a run brings the people, and that names stand for values until then', async () => {
    const without = await open('See {{ appointment_at }}', undefined, columns)
    expect(without.text()).toContain('The people only come with a run')
    standIns = ['appointment_at']
    const wrapper = await open('See {{ appointment_at }}', { audienceId: 1 }, columns)
    await vi.waitFor(() => expect(wrapper.text()).toContain('Appointment: the value only comes with a run'))
  })
})
