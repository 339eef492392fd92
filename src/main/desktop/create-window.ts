import { BrowserWindow, nativeTheme } from 'electron'
import { join } from 'node:path'
import { offerContextMenu } from './context-menu.ts'
import { recoverWindow } from './recover-window.ts'
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
    // The page holds all there is to do; Alt shows the menu where it is part of the window.
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      // Only macOS brings its own dictionaries; elsewhere Chromium would fetch them from the internet, unasked.
      spellcheck: process.platform === 'darwin',
    },
  })
  keepWindowState(window)
  recoverWindow(window)
  offerContextMenu(window)
  window.once('ready-to-show', () => {
    if (isMaximized) window.maximize()
    window.show()
  })
  void window.loadURL(startAddress)
  return window
}

/** Brings the window to the front, or opens it again after it was closed. */
export function showWindow(): BrowserWindow {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return createWindow()
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
  return window
}
