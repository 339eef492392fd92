import { app, dialog } from 'electron'
import { UserError } from '../shared/errors.ts'
import { errorText } from '../shared/texts/error-text.ts'
import { bridgeDesktop } from './desktop/bridge-desktop.ts'
import { createWindow, showWindow } from './desktop/create-window.ts'
import { harden } from './desktop/harden.ts'
import { createMenu } from './desktop/menu.ts'
import { registerScheme, serveScheme } from './desktop/renderer-scheme.ts'
import { openWorkspaceEngine } from './desktop/workspace-engine.ts'
import { dataFolder } from './host/data-folder.ts'

// Two programs on one workspace and one modem would be a loss of data: the second only brings the first to the front.
app.setPath('userData', dataFolder())
if (app.requestSingleInstanceLock()) {
  registerScheme()
  harden()
  void app.whenReady().then(start, fail)
} else {
  app.quit()
}

async function start(): Promise<void> {
  try {
    serveScheme()
    const engine = await openWorkspaceEngine(process.argv)
    bridgeDesktop(engine)
    createMenu()
    createWindow()
    app.on('second-instance', showWindow)
    app.on('activate', showWindow)
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit()
    })
    stopEngineBeforeQuit(() => engine.stop())
    engine.onCrash(fail)
  } catch (error) {
    fail(error)
  }
}

/** Quitting waits until messages under way have their outcome on disk. */
function stopEngineBeforeQuit(stop: () => Promise<void>): void {
  let isStopped = false
  app.on('before-quit', event => {
    if (isStopped) return
    event.preventDefault()
    void stop().then(() => {
      isStopped = true
      app.quit()
    })
  })
}

function fail(error: unknown): void {
  const text = error instanceof UserError ? errorText(error.code, error.data) : String(error)
  dialog.showErrorBox('Campanile', text)
  app.exit(1)
}
