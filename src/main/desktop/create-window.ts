import { BrowserWindow, nativeTheme } from 'electron'
import { join } from 'node:path'
import { askBeforeLeaving } from './ask-before-leaving.ts'
import { startAddress } from './renderer-scheme.ts'
import { keepWindowState, readWindowState } from './window-state.ts'

/** The canvas colours of the two themes, so that a window does not flash white before its first frame. */
const backgrounds = { dark: '#1b1917', light: '#f7f6f4' }

/** Opens the window: a sandboxed page without Node, whose only way out is the preload script. */
export function createWindow(): BrowserWindow {
  const { bounds, isMaximized } = readWindowState()
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Campanile',
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: true,
    },
  })
  keepWindowState(window)
  askBeforeLeaving(window)
  window.once('ready-to-show', () => {
    if (isMaximized) window.maximize()
    window.show()
  })
  void window.loadURL(startAddress)
  return window
}

/** Brings the window to the front, or opens it again after it was closed. */
export function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return void createWindow()
  if (window.isMinimized()) window.restore()
  window.focus()
}
