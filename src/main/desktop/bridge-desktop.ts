import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  MessageChannelMain,
  nativeTheme,
  Notification,
  powerSaveBlocker,
  type IpcMainInvokeEvent,
} from 'electron'
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { z } from 'zod'
import { channels } from '../../shared/contract/desktop-bridge.ts'
import type { ChosenFile } from '../../shared/contract/desktop.ts'
import { toFileName } from '../../shared/file-name.ts'
import type { EngineThread } from '../host/engine-thread.ts'
import { fragmentMark } from '../../shared/workflow/fragment-mark.ts'
import { createMenu } from './menu.ts'
import { showWindow } from './create-window.ts'
import { chooseLanguage } from './native-texts.ts'
import { savePage } from './save-page.ts'
import { relayPort } from './relay-port.ts'
import { startAddress } from './renderer-scheme.ts'
import { speak } from './speech.ts'

const kinds = z
  .array(z.object({ name: z.string().max(100), extensions: z.array(z.string().max(20)) }))
  .max(20)
const shortText = z.string().max(1000)
/** A thousand activities with their settings, in characters. */
const mostCopied = 20_000_000

/** Answers what a window asks of the desktop; each answer first checks who asks and what. */
export function bridgeDesktop(engine: EngineThread): void {
  const grant = (path: string): ChosenFile => {
    const ref = randomUUID()
    engine.grant(ref, path, true)
    return { ref, name: basename(path) }
  }
  ipcMain.on(channels.connect, event => {
    if (!isOurs(event.senderFrame?.url)) return
    const { port1, port2 } = new MessageChannelMain()
    relayPort(port1, engine.openChannel())
    event.sender.postMessage(channels.port, null, [port2])
  })
  answer(channels.openFile, z.tuple([kinds]), async ([filters], event) => {
    const { filePaths } = await dialog.showOpenDialog(windowOf(event), { filters, properties: ['openFile'] })
    return filePaths[0] ? grant(filePaths[0]) : null
  })
  answer(channels.dropped, z.tuple([z.string().min(1).max(4096)]), ([path]) => grant(path))
  answer(channels.saveFile, z.tuple([shortText, kinds]), async ([name, filters], event) => {
    const { filePath } = await dialog.showSaveDialog(windowOf(event), {
      defaultPath: toFileName(name),
      filters,
    })
    return filePath ? grant(filePath) : null
  })
  answer(channels.savePage, z.tuple([shortText]), ([name], event) =>
    savePage(windowOf(event), toFileName(name)),
  )
  answerClipboard()
  answer(channels.notify, z.tuple([shortText, shortText]), ([title, body]) => notify(title, body))
  answer(channels.theme, z.tuple([z.enum(['system', 'light', 'dark'])]), ([theme]) => {
    nativeTheme.themeSource = theme
  })
  answer(channels.language, z.tuple([z.string().max(20)]), ([language]) => {
    speak(chooseLanguage([language]))
    createMenu()
  })
  answer(channels.keepAwake, z.tuple([z.boolean()]), ([on]) => keepAwake(on))
  // A page that is loaded anew knows nothing of what the one before it asked for.
  app.on('web-contents-created', (_, contents) => contents.on('did-navigate', () => keepAwake(false)))
}

/** Those that are on the screen: one that nothing holds is collected, and a press on it comes to nothing. */
const shown = new Set<Notification>()

function notify(title: string, body: string): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body })
  shown.add(notification)
  notification.on('click', () => showWindow())
  notification.on('close', () => shown.delete(notification))
  notification.show()
}

function answerClipboard(): void {
  answer(channels.writeClipboard, z.tuple([z.string().max(mostCopied)]), async ([text]) => {
    await clipboard.writeText(text)
    return true
  })
  // What a person has copied elsewhere is none of the window's business.
  answer(channels.readClipboard, z.tuple([]), async () => {
    const text = await clipboard.readText()
    return text.startsWith(fragmentMark) && text.length <= mostCopied ? text : ''
  })
}

function answer<T extends z.ZodType>(
  channel: string,
  schema: T,
  handle: (input: z.output<T>, event: IpcMainInvokeEvent) => unknown,
): void {
  ipcMain.handle(channel, (event, ...input: unknown[]) => {
    if (!isOurs(event.senderFrame?.url)) throw new Error('This page may not ask for that.')
    return handle(schema.parse(input), event)
  })
}

function isOurs(url: string | undefined): boolean {
  return url?.startsWith(startAddress) === true
}

function windowOf(event: IpcMainInvokeEvent): BrowserWindow {
  const window = BrowserWindow.fromWebContents(event.sender)
  if (!window) throw new Error('The window that asked is gone.')
  return window
}

let blocker: number | undefined

/** The screen may go dark; the machine must not sleep while messages leave. */
function keepAwake(on: boolean): void {
  if (on) blocker ??= powerSaveBlocker.start('prevent-app-suspension')
  else if (blocker !== undefined) {
    powerSaveBlocker.stop(blocker)
    blocker = undefined
  }
}
