import type { Desktop } from './desktop.ts'

/** Names of the few messages between the preload script and the main process. */
export const channels = {
  connect: 'engine:connect',
  port: 'engine:port',
  openFile: 'file:open',
  dropped: 'file:dropped',
  saveFile: 'file:save',
  savePage: 'page:save',
  writeClipboard: 'clipboard:write',
  readClipboard: 'clipboard:read',
  notify: 'desktop:notify',
  theme: 'desktop:theme',
  language: 'desktop:language',
  keepAwake: 'desktop:keep-awake',
} as const

/** The window message that carries the engine's port. */
export const enginePortMessage = 'campanile:engine-port'

/** What the preload script exposes in a window of the desktop shell. */
export interface DesktopBridge extends Desktop {
  /** Asks for a port to the engine; it arrives as a message event of the window. */
  requestEngine(): void
}
