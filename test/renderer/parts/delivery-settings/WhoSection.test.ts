import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import { usualSettings, type DeliverySettings } from '../../../../src/shared/delivery/delivery-settings.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

standInForEngine({
  'subscriptionLists.list': () => [{ id: 7, name: 'News' }],
  'deliveryRules.caps': () => [{ most: 2, days: 7 }],
  'people.fields': () => [{ key: 'last_name', label: 'last_name', type: 'text', isBuiltIn: true }],
})
const { default: WhoSection } =
  await import('../../../../src/renderer/parts/delivery-settings/WhoSection.vue')

beforeEach(() => {
  i18n.global.locale.value = 'en'
})

async function show(settings: DeliverySettings) {
  const routes = [{ path: '/:rest(.*)*', component: { render: () => null } }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  const section = mount(WhoSection, {
    props: {
      modelValue: settings,
      errors: new Map(),
      'onUpdate:modelValue': (changed: DeliverySettings) => void section.setProps({ modelValue: changed }),
    },
    global: { plugins: [i18n, router] },
  })
  await flushPromises()
  return section
}

it('is folded away behind one line while everything is as usual', async () => {
  const section = await show(usualSettings)
  expect(section.get('summary').text()).toContain('As usual')
  expect(section.find('.settings-section-body').exists()).toBe(false)
})

it('says in one line what is not as usual, and which caps there are', async () => {
  const section = await show({ ...usualSettings, who: { listId: 7, cap: 'postpone' } })
  expect(section.get('summary').text()).toContain('only list “News” · texted enough: later')
  expect(section.text()).toContain('Caps of this workspace: 2 in 7 days')
})

it('writes down what is not as usual alone', async () => {
  const section = await show({ ...usualSettings, who: { cap: 'ignore', isService: true } })
  const latest = () => section.props('modelValue')
  await section.get('input[type=radio][value=exclude]').setValue()
  expect(latest()).toEqual({ ...usualSettings, who: { isService: true } })
  await section.get('input[type=checkbox]').setValue(false)
  expect(latest()).toEqual(usualSettings)
})
