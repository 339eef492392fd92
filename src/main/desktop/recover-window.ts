import { app, dialog, type BrowserWindow } from 'electron'
import { texts } from './speech.ts'

/** A window that breaks again this soon would break for ever, were it loaded without a question. */
const againMs = 60_000

/** Loads a window anew whose page has died, and asks about one that hangs; the engine goes on meanwhile. */
export function recoverWindow(window: BrowserWindow): void {
  const { webContents } = window
  let brokeAt = Number.NEGATIVE_INFINITY
  let isAsking = false
  webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit') return
    const isAgain = performance.now() - brokeAt < againMs
    brokeAt = performance.now()
    if (!isAgain) return webContents.reload()
    const { windowBroke, windowBrokeDetail, reopen, quit } = texts()
    if (choose(window, { text: windowBroke, detail: windowBrokeDetail, buttons: [reopen, quit] }) === 0) {
      webContents.reload()
    } else app.quit()
  })
  webContents.on('unresponsive', () => {
    if (isAsking) return
    isAsking = true
    const { windowHangs, windowBrokeDetail, wait, reopen } = texts()
    const buttons = [wait, reopen]
    // Ending the page brings the other handler in, which loads it anew.
    if (choose(window, { text: windowHangs, detail: windowBrokeDetail, buttons }) === 1)
      webContents.forcefullyCrashRenderer()
    isAsking = false
  })
}

interface Question {
  readonly text: string
  readonly detail: string
  readonly buttons: string[]
}

function choose(window: BrowserWindow, { text, detail, buttons }: Question): number {
  return dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: text,
    detail,
    buttons,
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
}
