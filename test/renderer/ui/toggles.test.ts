import { afterEach, describe, expect, it } from 'vitest'
import { nextTick, ref, h } from 'vue'
import { UiToggles } from '../../../src/renderer/ui/index.ts'
import { mountKit } from './mount-kit.ts'

afterEach(() => document.body.replaceChildren())

function mountDays(chosen: readonly number[]) {
  const model = ref(chosen)
  const options = [1, 2, 3, 4, 5, 6].map(value => ({ value, label: String(value), name: `day ${value}` }))
  const wrapper = mountKit({
    render: () =>
      h(UiToggles, {
        modelValue: model.value,
        options,
        columns: 3,
        label: 'Days',
        'onUpdate:modelValue': (next: readonly (string | number)[]) => (model.value = next as number[]),
      }),
  })
  const press = async (key: string): Promise<void> => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    )
    await nextTick()
  }
  return { wrapper, model, press }
}

describe('UiToggles', () => {
  it('says which are in, by their whole names', () => {
    const { wrapper } = mountDays([2])
    const pressed = wrapper.findAll('button').filter(button => button.attributes('aria-pressed') === 'true')
    expect(pressed.map(button => button.get('.visually-hidden').text())).toEqual(['day 2'])
  })

  it('keeps the order of the choices, whichever is pressed first', async () => {
    const { wrapper, model } = mountDays([])
    const buttons = wrapper.findAll('button')
    await buttons[4]?.trigger('click')
    await buttons[1]?.trigger('click')
    expect(model.value).toEqual([2, 5])
    await buttons[4]?.trigger('click')
    expect(model.value).toEqual([2])
  })

  it('is one stop for the keyboard, in which arrows walk along rows and columns', async () => {
    const { wrapper, press } = mountDays([])
    expect(wrapper.findAll('[tabindex="0"]')).toHaveLength(1)
    const named = (): string => document.activeElement?.querySelector('.visually-hidden')?.textContent ?? ''
    wrapper.findAll('button')[0]?.element.focus()
    await press('ArrowRight')
    await press('ArrowDown')
    expect(named()).toBe('day 5')
    await press('ArrowDown')
    expect(named()).toBe('day 5')
    await press('Home')
    expect(named()).toBe('day 1')
    await press('End')
    expect(named()).toBe('day 6')
    expect(wrapper.get('[tabindex="0"]').text()).toContain('6')
  })
})
