import { afterEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { UiMenu } from '../../../src/renderer/ui/index.ts'
import { mountKit } from './mount-kit.ts'

afterEach(() => document.body.replaceChildren())

function find(role: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[role=${role}]`)]
}

describe('a menu', () => {
  it('has switches that say whether they are on and leave it open, and items that close it', async () => {
    const run = vi.fn()
    const items = [
      { label: 'City', checked: true, run },
      { label: 'Points', checked: false, run },
      { label: 'Usual columns', run },
    ]
    const slots = { trigger: () => h('button', 'Columns') }
    const menu = mountKit(UiMenu, { props: { items }, slots })
    await menu.get('button').trigger('click')
    await vi.waitFor(() => expect(find('menuitemcheckbox')).toHaveLength(2))
    expect(find('menuitemcheckbox').map(each => each.getAttribute('aria-checked'))).toEqual(['true', 'false'])

    find('menuitemcheckbox')[1]?.click()
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1))
    expect(find('menu')).toHaveLength(1)
    find('menuitem')[0]?.click()
    await vi.waitFor(() => expect(find('menu')).toHaveLength(0))
    expect(run).toHaveBeenCalledTimes(2)
  })
})
