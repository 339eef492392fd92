import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import ShellBoundary from '../../../src/renderer/shell/ShellBoundary.vue'
import { useToasts } from '../../../src/renderer/ui/index.ts'
import { UserError } from '../../../src/shared/errors.ts'
import { mountKit } from '../ui/mount-kit.ts'

const { toasts, dismiss } = useToasts()

beforeEach(() => {
  vi.stubGlobal('reportError', vi.fn())
})
afterEach(() => {
  vi.unstubAllGlobals()
  for (const { id } of toasts.value) dismiss(id)
})

describe('The boundary of a screen', () => {
  it('shows one sentence with a reference when a screen cannot be drawn, and draws it again on demand', async () => {
    let isBroken = true
    const Screen = defineComponent({
      render() {
        if (isBroken) throw new TypeError('cannot read x')
        return h('p', 'Drawn')
      },
    })
    const boundary = mountKit(ShellBoundary, { slots: { default: () => h(Screen) } })
    await nextTick()
    expect(boundary.get('[role=alert]').text()).toMatch(/[0-9a-f]{8}/)
    expect(boundary.text()).not.toContain('cannot read x')
    isBroken = false
    await boundary.get('button').trigger('click')
    expect(boundary.text()).toBe('Drawn')
  })

  it('keeps the screen when an action fails, and says why once', async () => {
    const fail = (): Promise<never> => Promise.reject(new UserError('engine/disconnected'))
    const Screen = { render: () => h('button', { onClick: fail }, 'Do it') }
    const boundary = mountKit(ShellBoundary, { slots: { default: () => h(Screen) } })
    await boundary.get('button').trigger('click')
    await boundary.get('button').trigger('click')
    await nextTick()
    expect(boundary.text()).toBe('Do it')
    expect(toasts.value).toHaveLength(1)
  })
})
