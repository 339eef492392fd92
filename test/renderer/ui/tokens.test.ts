import { describe, expect, it } from 'vitest'
import UiTokens from '../../../src/renderer/ui/UiTokens.vue'
import { mountKit } from './mount-kit.ts'

function open(modelValue: readonly string[]) {
  const wrapper = mountKit(UiTokens, {
    props: {
      modelValue,
      label: 'Tags',
      suggestions: ['Choir', 'Board'],
      'onUpdate:modelValue': (tokens: readonly string[]) => wrapper.setProps({ modelValue: tokens }),
    },
  })
  const input = wrapper.get('input')
  return { wrapper, input, tokens: () => wrapper.props('modelValue') }
}

describe('several short texts', () => {
  it('are added by Enter, by a semicolon and by leaving the box, each once', async () => {
    const { input, tokens } = open(['Choir'])
    await input.setValue('Board')
    await input.trigger('keydown', { key: 'Enter' })
    await input.setValue(' choir; Youth ;')
    expect(tokens()).toEqual(['Choir', 'Board', 'Youth'])
    await input.setValue('Elders')
    await input.trigger('blur')
    expect(tokens()).toEqual(['Choir', 'Board', 'Youth', 'Elders'])
    expect(input.element.value).toBe('')
  })

  it('are taken away by their button, and the last one by the backspace key in an empty box', async () => {
    const { wrapper, input, tokens } = open(['Choir', 'Board', 'Youth'])
    await wrapper.get('[aria-label="Take Board away"]').trigger('click')
    expect(tokens()).toEqual(['Choir', 'Youth'])
    await input.trigger('keydown', { key: 'Backspace' })
    expect(tokens()).toEqual(['Choir'])
    await input.setValue('x')
    await input.trigger('keydown', { key: 'Backspace' })
    expect(tokens()).toEqual(['Choir'])
  })

  it('offer what is not there yet', () => {
    const { wrapper } = open(['choir'])
    expect(wrapper.findAll('datalist option').map(option => option.attributes('value'))).toEqual(['Board'])
  })

  it('leave Enter alone where nothing was typed, so that a form can be sent', async () => {
    const { input, tokens } = open([])
    const event = new KeyboardEvent('keydown', { key: 'Enter', cancelable: true, bubbles: true })
    input.element.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
    expect(tokens()).toEqual([])
  })
})
