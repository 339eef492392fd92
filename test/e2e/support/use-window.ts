import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { startHost, type TestHost } from './host.ts'

/** A page on a host of its own. */
export interface OpenWindow {
  readonly page: Page
  readonly host: TestHost
  readonly watched: WatchedPage
}

const patienceMs = 15_000

/** One browser for all tests of a file; for each test a host on a new workspace with a page on it, handed to `opened`. */
export function useWindow(
  opened: (window: OpenWindow) => void | Promise<void>,
  { sample = false, handClock = false }: { sample?: boolean; handClock?: boolean } = {},
): void {
  let browser: Browser
  let current: OpenWindow

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    const host = await startHost({ sample, handClock })
    const watched = await openPage(browser, host.url)
    watched.page.setDefaultTimeout(patienceMs)
    // The window chooses its first screen by itself; whoever asks for another one before that is overruled.
    await watched.page.waitForURL(/#\/./)
    current = { page: watched.page, host, watched }
    await opened(current)
  })
  afterEach(async () => {
    await current.page.context().close()
    await current.host.stop()
  })
}
