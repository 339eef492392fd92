import { app, session } from 'electron'
import { startAddress } from './renderer-scheme.ts'

/** Denies what a window never needs: other pages, more windows, embedded views, permissions. */
export function harden(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event, url) => {
      if (!url.startsWith(startAddress)) event.preventDefault()
    })
    contents.on('will-attach-webview', event => event.preventDefault())
  })
  void app.whenReady().then(() => {
    session.defaultSession.setPermissionRequestHandler((_, _permission, decide) => decide(false))
    session.defaultSession.setPermissionCheckHandler(() => false)
  })
}
