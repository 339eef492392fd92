import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { useScrollable } from '../../../src/renderer/ui/use-scrollable.ts'

/** An element of a kind that holds more than it shows. */
async function overfull(tag: string): Promise<Record<string, string>> {
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(400)
  const component = defineComponent(() => {
    const element = ref<HTMLElement | null>(null)
    const attributes = useScrollable(
      element,
      () => 'Phones',
      () => 1,
    )
    return () => h(tag, { ref: element, ...attributes.value })
  })
  const shown = mount(component)
  await shown.vm.$nextTick()
  vi.restoreAllMocks()
  return shown.attributes()
}

it('reaches and names what scrolls', async () => {
  expect(await overfull('div')).toMatchObject({ tabindex: '0', role: 'group', 'aria-label': 'Phones' })
})

it('leaves a list that scrolls a list', async () => {
  const attributes = await overfull('ul')
  expect(attributes).toMatchObject({ tabindex: '0', 'aria-label': 'Phones' })
  expect(attributes).not.toHaveProperty('role')
})
