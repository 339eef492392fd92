import { app, Menu } from 'electron'
import { showWindow } from './create-window.ts'
import { menuTemplate } from './menu-template.ts'
import { startAddress } from './renderer-scheme.ts'
import { texts } from './speech.ts'

/** Sets the native menu, in the language of this moment. */
export function createMenu(): void {
  const template = menuTemplate({
    platform: process.platform,
    isPackaged: app.isPackaged,
    texts: texts(),
    // Another fragment of the page that is open: nothing is loaded anew.
    openSettings: () => void showWindow().loadURL(`${startAddress}#/settings`),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
