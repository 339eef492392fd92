import { mount } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import LineStateLight from '../../../../src/renderer/features/lines/LineStateLight.vue'
import { i18n } from '../../../../src/renderer/i18n/index.ts'

beforeEach(() => void (i18n.global.locale.value = 'en'))

it.each([
  ['ready', { registered: true }, 'Ready'],
  ['ready', {}, 'Ready'],
  ['ready', { registered: false }, 'No network'],
  ['sending', { registered: false }, 'Sending'],
  ['broken', { registered: false }, 'Out of order'],
] as const)('calls a line that is %s and knows %o of its network “%s”', (state, health, words) => {
  const light = mount(LineStateLight, { props: { line: { state, health } }, global: { plugins: [i18n] } })
  expect(light.text()).toBe(words)
})
