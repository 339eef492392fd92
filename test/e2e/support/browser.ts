import { existsSync } from 'node:fs'
import bundledChromium from '@sparticuz/chromium'
import { chromium, type Browser, type Page } from 'playwright-core'

/** Opens Chromium: on Linux the one that comes with the development packages, elsewhere the system's own. */
export async function openBrowser(): Promise<Browser> {
  if (process.platform === 'linux') {
    return chromium.launch({
      executablePath: await bundledChromium.executablePath(),
      // Its own list of arguments switches web security off, which would hide faults.
      args: ['--headless=shell', '--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
      headless: true,
    })
  }
  const channel = process.platform === 'win32' ? 'msedge' : 'chrome'
  return chromium.launch({ channel, headless: true })
}

/** How a page looks: the size of its window and its theme. */
export interface View {
  readonly width?: number
  readonly height?: number
  readonly colorScheme?: 'light' | 'dark'
  readonly locale?: string
}

/** A page that remembers what went wrong in it. */
export interface WatchedPage {
  readonly page: Page
  /** Errors and violated policies that the page reported. */
  readonly complaints: string[]
}

/** Opens an address in a fresh context and collects what the page complains about. */
export async function openPage(browser: Browser, url: string, view: View = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: view.width ?? 1280, height: view.height ?? 800 },
    colorScheme: view.colorScheme ?? 'light',
    locale: view.locale ?? 'en-GB',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  // Chromium hands choosers over from the first listener on, and only some time after it was added.
  page.on('filechooser', () => {})
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(url)
  return { page, complaints }
}

/** Where screenshots go when they are asked for by `CAMPANILE_SCREENSHOTS`. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['CAMPANILE_SCREENSHOTS']
  if (folder && existsSync(folder)) await page.screenshot({ path: `${folder}/${name}.png` })
}
