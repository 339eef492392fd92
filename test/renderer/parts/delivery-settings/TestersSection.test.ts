import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import { usualSettings, type DeliverySettings } from '../../../../src/shared/delivery/delivery-settings.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

const tess = { id: 3, name: 'Tess', phone: '+447700900901', fields: { first_name: 'Tess' } }
const engine = standInForEngine({
  'proofs.numbers': () => [tess, { id: 4, name: 'Tom', phone: '+447700900902', fields: {} }],
  'proofs.saveNumber': () => tess,
  'people.fields': () => [{ key: 'first_name', label: 'first_name', type: 'text', isBuiltIn: true }],
})
const { default: TestersSection } =
  await import('../../../../src/renderer/parts/delivery-settings/TestersSection.vue')

beforeEach(() => {
  i18n.global.locale.value = 'en'
})

async function show(settings: DeliverySettings) {
  const section = mount(TestersSection, {
    props: {
      modelValue: settings,
      'onUpdate:modelValue': (changed: DeliverySettings) => void section.setProps({ modelValue: changed }),
    },
    global: { plugins: [i18n] },
  })
  await flushPromises()
  return section
}

it('is folded away while nobody gets it beside the audience', async () => {
  const section = await show(usualSettings)
  expect(section.get('summary').text()).toContain('Nobody beside the audience')
  expect(section.find('.settings-section-body').exists()).toBe(false)
})

it('writes down who is chosen, and nothing once nobody is', async () => {
  const section = await show({ ...usualSettings, testers: { testerIds: [3] } })
  expect(section.get('summary').text()).toContain('1 test person gets it too')
  const [first, second] = section.findAll('input[type=checkbox]')
  await second?.setValue(true)
  expect(section.props('modelValue')).toEqual({ ...usualSettings, testers: { testerIds: [3, 4] } })
  await first?.setValue(false)
  await second?.setValue(false)
  expect(section.props('modelValue')).toEqual(usualSettings)
})

it('keeps the data of a test person', async () => {
  const section = await show({ ...usualSettings, testers: { testerIds: [3] } })
  await section.get('button[aria-label="Data of Tess"]').trigger('click')
  await section.get('.tester-data input').setValue('Tessa')
  await section.get('.tester-data button').trigger('click')
  await flushPromises()
  const saved = engine.calls.findLast(({ call }) => call === 'proofs.saveNumber')
  expect(saved?.input).toEqual({
    id: 3,
    name: 'Tess',
    phone: '+447700900901',
    fields: { first_name: 'Tessa' },
  })
})

it('changes nothing by being looked at, also where a test person was removed; the next change drops them', async () => {
  const settings = { ...usualSettings, testers: { testerIds: [3, 99] } }
  const section = await show(settings)
  expect(section.props('modelValue')).toEqual(settings)
  expect(section.get('summary').text()).toContain('1 test person gets it too')
  await section.findAll('input[type=checkbox]')[1]?.setValue(true)
  expect(section.props('modelValue').testers).toEqual({ testerIds: [3, 4] })
})
