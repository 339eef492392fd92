import type { MenuItemConstructorOptions } from 'electron'
import type { NativeTexts } from './native-texts.ts'

/** What the menu depends on. */
export interface MenuSetting {
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
  readonly texts: NativeTexts
  openSettings(): void
}

type Item = MenuItemConstructorOptions

const line: Item = { type: 'separator' }

/**
 * The native menu, made of roles, so that editing keys work in fields. Electron names roles in English alone: each has its
 * name from the texts. Items stand where each system has them.
 */
export function menuTemplate(setting: MenuSetting): Item[] {
  const { texts, platform } = setting
  const isMac = platform === 'darwin'
  const settings: Item = {
    label: texts.settings,
    accelerator: 'CommandOrControl+,',
    click: setting.openSettings,
  }
  const about: Item = { role: 'about', label: texts.about }
  const quit: Item = { role: 'quit', label: texts.quit }
  return [
    ...(isMac ? [{ label: 'Campanile', submenu: macMenu(texts, { settings, about, quit }) }] : []),
    {
      label: texts.file,
      submenu: isMac ? [{ role: 'close', label: texts.close }] : [settings, line, quit],
    },
    { label: texts.edit, submenu: editMenu(texts) },
    { label: texts.view, submenu: viewMenu(setting) },
    { role: 'windowMenu', label: texts.window, submenu: windowMenu(texts, isMac) },
    // macOS has its search field in the menu of this role, and the other item in the menu of the program.
    { role: 'help', label: texts.help, submenu: isMac ? [] : [about] },
  ]
}

function macMenu(texts: NativeTexts, own: Record<'settings' | 'about' | 'quit', Item>): Item[] {
  return [
    own.about,
    line,
    own.settings,
    line,
    { role: 'services', label: texts.services },
    line,
    { role: 'hide', label: texts.hide },
    { role: 'hideOthers', label: texts.hideOthers },
    { role: 'unhide', label: texts.showAll },
    line,
    own.quit,
  ]
}

function editMenu(texts: NativeTexts): Item[] {
  return [
    { role: 'undo', label: texts.undo },
    { role: 'redo', label: texts.redo },
    line,
    { role: 'cut', label: texts.cut },
    { role: 'copy', label: texts.copy },
    { role: 'paste', label: texts.paste },
    { role: 'delete', label: texts.delete },
    line,
    { role: 'selectAll', label: texts.selectAll },
  ]
}

function viewMenu({ texts, isPackaged }: MenuSetting): Item[] {
  return [
    { role: 'reload', label: texts.reload },
    line,
    { role: 'resetZoom', label: texts.actualSize },
    { role: 'zoomIn', label: texts.zoomIn },
    // Plus needs Shift on many keyboards, and the key without it is pressed.
    { role: 'zoomIn', label: texts.zoomIn, accelerator: 'CommandOrControl+=', visible: false },
    { role: 'zoomOut', label: texts.zoomOut },
    line,
    { role: 'togglefullscreen', label: texts.fullScreen },
    ...(isPackaged ? [] : [{ role: 'toggleDevTools', label: texts.developerTools } as const]),
  ]
}

function windowMenu(texts: NativeTexts, isMac: boolean): Item[] {
  const minimize: Item = { role: 'minimize', label: texts.minimize }
  if (!isMac) return [minimize, { role: 'close', label: texts.close }]
  return [minimize, { role: 'zoom', label: texts.zoom }, line, { role: 'front', label: texts.bringToFront }]
}
