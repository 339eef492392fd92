import { spawn } from 'node:child_process'

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Opens an address in the person's browser, where there is one; without one nothing happens. */
export function openBrowser(url: string): void {
  const [command, ...fixed] = openers[process.platform] ?? ['xdg-open']
  const child = spawn(command, [...fixed, url], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
