import { Menu, type BrowserWindow } from 'electron'
import { contextTemplate } from './context-template.ts'
import { texts } from './speech.ts'

/** Shows the menu of fields and marked text; Electron has none of its own. */
export function offerContextMenu(window: BrowserWindow): void {
  const { webContents } = window
  webContents.on('context-menu', (_, pressedOn) => {
    const template = contextTemplate(pressedOn, texts(), {
      replace: word => webContents.replaceMisspelling(word),
      learn: word => webContents.session.addWordToSpellCheckerDictionary(word),
    })
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window })
  })
}
