import type { ChosenFile, Desktop, FileKind } from '../../shared/contract/desktop.ts'
import type { Channel } from '../../shared/rpc.ts'
import { fragmentMark } from '../../shared/workflow/fragment-mark.ts'

/** The desktop contract by the means of a web page, against the headless host. */
export function createBrowserDesktop(): Desktop {
  return {
    host: 'browser',
    platform: readPlatform(),
    openFile: kinds => chooseFile(kinds).then(file => (file ? upload(file) : null)),
    acceptDropped: upload,
    saveFile: async suggestedName => {
      const response = await ask(`/files/new?name=${encodeURIComponent(suggestedName)}`, { method: 'POST' })
      return (await response.json()) as ChosenFile
    },
    fileSaved: async file => download(file),
    savePage: async suggestedName => {
      printPage(suggestedName)
      return null
    },
    writeClipboard: text => navigator.clipboard?.writeText(text).then(allowed, refused) ?? refused(),
    readClipboard: async () => {
      const text = await navigator.clipboard?.readText?.().catch(() => null)
      if (text === null || text === undefined) return null
      return text.startsWith(fragmentMark) ? text : ''
    },
    notify: async (title, body) => {
      if (!('Notification' in window)) return
      const permission = await Notification.requestPermission()
      if (permission === 'granted') void new Notification(title, { body })
    },
    setTheme: async () => {},
    setLanguage: async () => {},
    keepAwake: on => keepScreenAwake(on),
  }
}

/** Opens a channel to the engine behind the page that this window was loaded from. */
export function openSocketChannel(): Promise<Channel> {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/engine`)
  const early: unknown[] = []
  let receiver: ((message: unknown) => void) | undefined
  socket.addEventListener('message', event => {
    const message: unknown = JSON.parse(String(event.data))
    if (receiver) receiver(message)
    else early.push(message)
  })
  const channel: Channel = {
    post: message => socket.send(JSON.stringify(message)),
    listen(receive) {
      receiver = receive
      for (const message of early.splice(0)) receive(message)
    },
    onClose: closed => socket.addEventListener('close', () => closed(), { once: true }),
    close: () => socket.close(),
  }
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(channel), { once: true })
    socket.addEventListener('error', () => reject(new Error('The engine cannot be reached.')), { once: true })
  })
}

const allowed = (): boolean => true
const refused = (): Promise<boolean> => Promise.resolve(false)

function readPlatform(): Desktop['platform'] {
  if (/Mac/.test(navigator.userAgent)) return 'macos'
  return /Windows/.test(navigator.userAgent) ? 'windows' : 'linux'
}

function chooseFile(kinds: readonly FileKind[]): Promise<File | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = kinds.flatMap(kind => kind.extensions.map(extension => `.${extension}`)).join(',')
  return new Promise(resolve => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null), { once: true })
    input.addEventListener('cancel', () => resolve(null), { once: true })
    input.click()
  })
}

async function upload(file: File): Promise<ChosenFile> {
  const response = await ask(`/files?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file })
  return (await response.json()) as ChosenFile
}

async function ask(path: string, request: RequestInit): Promise<Response> {
  const response = await fetch(path, { ...request, credentials: 'same-origin' })
  if (!response.ok) throw new Error(`The host answered ${response.status}.`)
  return response
}

function download(file: ChosenFile): void {
  const link = document.createElement('a')
  link.href = `/files/${encodeURIComponent(file.ref)}`
  link.download = file.name
  link.click()
}

/** A browser proposes the title of the page for the file that it can make of it. */
function printPage(suggestedName: string): void {
  const { title } = document
  document.title = suggestedName.replace(/\.pdf$/, '')
  window.print()
  document.title = title
}

let wakeLock: WakeLockSentinel | undefined

async function keepScreenAwake(on: boolean): Promise<void> {
  if (!on) {
    await wakeLock?.release()
    wakeLock = undefined
    return
  }
  // A hidden page or an old browser may refuse; sending goes on in the host all the same.
  wakeLock ??= await navigator.wakeLock?.request('screen').catch(() => undefined)
}
