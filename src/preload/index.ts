import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { ChosenFile, Desktop, FileKind } from '../shared/contract/desktop.ts'
import { channels, enginePortMessage, type DesktopBridge } from '../shared/contract/desktop-bridge.ts'

const platforms: Readonly<Record<string, Desktop['platform']>> = { win32: 'windows', darwin: 'macos' }

const bridge = {
  host: 'electron',
  platform: platforms[process.platform] ?? 'linux',
  requestEngine: () => ipcRenderer.send(channels.connect),
  openFile: (kinds: readonly FileKind[]) =>
    ipcRenderer.invoke(channels.openFile, kinds) as Promise<ChosenFile | null>,
  acceptDropped: (file: File) =>
    ipcRenderer.invoke(channels.dropped, webUtils.getPathForFile(file)) as Promise<ChosenFile>,
  saveFile: (name: string, kinds: readonly FileKind[]) =>
    ipcRenderer.invoke(channels.saveFile, name, kinds) as Promise<ChosenFile | null>,
  fileSaved: async () => {},
  savePage: (name: string) => ipcRenderer.invoke(channels.savePage, name) as Promise<ChosenFile | null>,
  writeClipboard: (text: string) => ipcRenderer.invoke(channels.writeClipboard, text) as Promise<boolean>,
  readClipboard: () => ipcRenderer.invoke(channels.readClipboard) as Promise<string | null>,
  notify: (title: string, body: string) => ipcRenderer.invoke(channels.notify, title, body) as Promise<void>,
  setTheme: (theme: 'system' | 'light' | 'dark') =>
    ipcRenderer.invoke(channels.theme, theme) as Promise<void>,
  setLanguage: (language: string) => ipcRenderer.invoke(channels.language, language) as Promise<void>,
  keepAwake: (on: boolean) => ipcRenderer.invoke(channels.keepAwake, on) as Promise<void>,
} satisfies DesktopBridge

contextBridge.exposeInMainWorld('campanileDesktop', bridge)

// A port cannot cross the context bridge; a message of the window can carry it.
ipcRenderer.on(channels.port, event => {
  window.postMessage(enginePortMessage, window.location.origin, event.ports)
})
