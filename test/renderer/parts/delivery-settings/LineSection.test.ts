import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import { usualSettings, type DeliverySettings } from '../../../../src/shared/delivery/delivery-settings.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

let lines: { id: number; name: string; kind: string; isDefault: boolean }[]
standInForEngine({ 'lines.list': () => lines })
const { default: LineSection } =
  await import('../../../../src/renderer/parts/delivery-settings/LineSection.vue')

const simulator = { id: 1, name: 'Simulator', kind: 'simulator', isDefault: true }
const blue = { id: 2, name: 'Blue', kind: 'gsm-modem', isDefault: false }
const red = { id: 3, name: 'Red', kind: 'gsm-modem', isDefault: false }

beforeEach(() => void (i18n.global.locale.value = 'en'))

async function show(lineId: number | null = null) {
  const routes = [{ path: '/:rest(.*)*', component: { render: () => null } }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  let chosen: DeliverySettings = { ...usualSettings, lineId }
  const section = mount(LineSection, {
    props: {
      modelValue: chosen,
      errors: new Map(),
      'onUpdate:modelValue': (changed: DeliverySettings) => {
        chosen = changed
        void section.setProps({ modelValue: changed })
      },
    },
    global: { plugins: [i18n, router] },
  })
  await flushPromises()
  const options = () => section.findAll('option').map(option => option.text())
  const share = async () => {
    const option = section.findAll('option').find(each => each.text() === 'Several lines…')
    await option?.setValue(true)
    await flushPromises()
    return chosen.pool
  }
  return { options, share }
}

it('shares a delivery with the line of before, where there is another one of its kind', async () => {
  lines = [simulator, blue, red]
  const { share } = await show(red.id)
  expect(await share()).toMatchObject({ kind: 'these', lineIds: [red.id] })
})

it('begins with lines that can share where the line of before is the only one of its kind', async () => {
  lines = [simulator, blue, red]
  const { share } = await show()
  expect(await share()).toMatchObject({ kind: 'these', lineIds: [blue.id] })
})

it('offers no sharing where no two lines are of one kind', async () => {
  lines = [simulator, blue]
  const { options } = await show()
  expect(options()).not.toContain('Several lines…')
})
