import { app, BrowserWindow, dialog, powerMonitor } from 'electron'
import type { EngineThread } from '../host/engine-thread.ts'
import { askBeforeLeaving } from './ask-before-leaving.ts'
import { isSending } from './is-sending.ts'
import { createLeaving, type Leaving } from './leaving.ts'
import { texts } from './speech.ts'

/**
 * Asks before the program ends while messages leave, and lets its windows ask before; the engine stops last of all. On macOS
 * a program stays when its window is closed, and the page with it: it says when a delivery is finished.
 */
export function guardLeaving(engine: EngineThread): Leaving {
  const leaving = createLeaving({
    isSending: () => isSending(engine),
    ask: wantsToQuit,
    quit: () => app.quit(),
  })
  app.on('before-quit', event => {
    if (!leaving.mayLeave()) event.preventDefault()
  })
  powerMonitor.on('shutdown', () => leaving.leaveNow())
  app.on('browser-window-created', (_, window) => {
    askBeforeLeaving(window, leaving.stay)
    window.on('close', event => {
      if (leaving.isDecided) return
      event.preventDefault()
      if (process.platform === 'darwin') hideWindow(window)
      else app.quit()
    })
  })
  stopEngineAtLast(engine)
  return leaving
}

/** The screen that a full one leaves behind would stay black. */
function hideWindow(window: BrowserWindow): void {
  if (!window.isFullScreen()) return window.hide()
  window.once('leave-full-screen', () => window.hide())
  window.setFullScreen(false)
}

async function wantsToQuit(): Promise<boolean> {
  const { sending, sendingDetail, keepSending, quit } = texts()
  const question = {
    type: 'question' as const,
    message: sending,
    detail: sendingDetail,
    buttons: [keepSending, quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  }
  const window = BrowserWindow.getAllWindows().find(each => each.isVisible())
  const { response } = await (window
    ? dialog.showMessageBox(window, question)
    : dialog.showMessageBox(question))
  return response === 1
}

/** The program ends when messages under way have their outcome on disk, and no window is there to miss the engine. */
function stopEngineAtLast(engine: EngineThread): void {
  let isStopped = false
  app.on('will-quit', event => {
    if (isStopped) return
    event.preventDefault()
    void engine.stop().then(() => {
      isStopped = true
      app.quit()
    })
  })
}
