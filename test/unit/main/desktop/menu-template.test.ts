import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { menuTemplate } from '../../../../src/main/desktop/menu-template.ts'
import { nativeTexts, type NativeLanguage } from '../../../../src/main/desktop/native-texts.ts'

const languages = Object.keys(nativeTexts) as NativeLanguage[]
const platforms = ['win32', 'darwin', 'linux'] as const

function menuOf(platform: NodeJS.Platform, language: NativeLanguage = 'en', isPackaged = true) {
  return menuTemplate({ platform, isPackaged, texts: nativeTexts[language], openSettings: () => {} })
}

function itemsOf(menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return menu.flatMap(item => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])])
}

const rolesOf = (menu: readonly MenuItemConstructorOptions[] | undefined): unknown[] =>
  itemsOf(menu ?? []).map(({ role }) => role)

describe('menuTemplate', () => {
  it.each(platforms.flatMap(platform => languages.map(language => [platform, language] as const)))(
    'names every item on %s in %s, for Electron would name it in English',
    (platform, language) => {
      const texts: readonly string[] = Object.values(nativeTexts[language])
      for (const item of itemsOf(menuOf(platform, language, false))) {
        if (item.type === 'separator') continue
        expect(item.label === 'Campanile' || texts.includes(item.label ?? '')).toBe(true)
      }
    },
  )

  it('has what macOS expects in the menu of the program, and quits nowhere else', () => {
    const [own, ...others] = menuOf('darwin')
    expect(rolesOf(own ? [own] : [])).toEqual(
      expect.arrayContaining(['about', 'services', 'hide', 'hideOthers', 'unhide', 'quit']),
    )
    expect(rolesOf(others)).not.toContain('quit')
    expect(rolesOf(others)).toContain('front')
  })

  it.each(['win32', 'linux'] as const)('quits from the file menu on %s', platform => {
    expect(rolesOf(menuOf(platform).slice(0, 1))).toContain('quit')
    expect(rolesOf(menuOf(platform))).not.toContain('services')
  })

  it.each(platforms)('edits fields by roles on %s, so that their keys work everywhere', platform => {
    expect(rolesOf(menuOf(platform))).toEqual(
      expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']),
    )
  })

  it('shows the tools of developers only where the program is not installed', () => {
    expect(rolesOf(menuOf('win32', 'en', true))).not.toContain('toggleDevTools')
    expect(rolesOf(menuOf('win32', 'en', false))).toContain('toggleDevTools')
  })
})
