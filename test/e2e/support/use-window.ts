import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { startHost, type TestHost } from './host.ts'

/** A page on a host of its own. */
export interface OpenWindow {
  readonly page: Page
  readonly host: TestHost
}

const patienceMs = 30_000

/**
 * One browser for all tests of a file; for each test a host on a new workspace with a page on it, handed to `opened`.
 * A page that has complained fails its test.
 */
export function useWindow(
  opened: (window: OpenWindow) => void | Promise<void>,
  { sample = false, handClock = false }: { sample?: boolean; handClock?: boolean } = {},
): void {
  let browser: Browser
  let current: OpenWindow & Pick<WatchedPage, 'complaints'>

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    const host = await startHost({ sample, handClock })
    const { page, complaints } = await openPage(browser, host.url)
    page.setDefaultTimeout(patienceMs)
    // The window chooses its first screen by itself; whoever asks for another one before that is overruled.
    await page.waitForURL(/#\/./)
    current = { page, host, complaints }
    await opened({ page, host })
  })
  afterEach(async () => {
    const { page, host, complaints } = current
    const said = [...complaints]
    await page.context().close()
    await host.stop()
    expect(said, 'what the page complained about').toEqual([])
  })
}
