import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import PhoneScreen from '../../../../src/renderer/parts/content-editor/PhoneScreen.vue'

function bubble(text: string) {
  const screen = mount(PhoneScreen, { props: { sender: 'Shop', text }, global: { plugins: [i18n] } })
  return screen.get('.phone-bubble')
}

it('lets a message from right to left begin at the right, as phones do by its first letter', () => {
  expect(bubble('שלום Ann').attributes('dir')).toBe('auto')
  expect(bubble('שלום Ann').text()).toBe('שלום Ann')
})

it('keeps line breaks and emoji as they are sent', () => {
  const text = '👩‍👩‍👧‍👦 Hi\nthere 🎉'
  expect(bubble(text).element.textContent).toBe(text)
})
