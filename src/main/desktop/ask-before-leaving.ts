import { dialog, type BrowserWindow } from 'electron'
import { texts } from './speech.ts'

/**
 * A page may only hold up its window; the person decides, where otherwise the window would silently stay open.
 * @param stayed called when the window stays, and with it the program, should it have been about to end
 */
export function askBeforeLeaving(window: BrowserWindow, stayed: () => void): void {
  window.webContents.on('will-prevent-unload', event => {
    const { unsaved, leaveUnsaved, stay } = texts()
    const choice = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: unsaved,
      buttons: [stay, leaveUnsaved],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    // Preventing this event lets the page go.
    if (choice === 1) event.preventDefault()
    else stayed()
  })
}
