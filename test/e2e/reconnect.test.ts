import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser, openPage } from './support/browser.ts'
import { startHost, type TestHost } from './support/host.ts'

let browser: Browser
let home: string
let host: TestHost
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'campanile-reconnect-'))
  host = await startHost({ workspace: join(home, 'test.campanile'), sample: true })
  page = (await openPage(browser, host.url)).page
  page.setDefaultTimeout(15_000)
  await page.getByRole('heading', { level: 1 }).waitFor()
})
afterEach(async () => {
  await page.context().close()
  await host.stop()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

const banner = () => page.getByRole('alert').filter({ hasText: 'The engine cannot be reached.' })

async function kill(): Promise<void> {
  host.process.kill('SIGKILL')
  await once(host.process, 'exit')
  await banner().waitFor()
}

/** The same address, so that the page that is open finds it again. */
async function restart(): Promise<void> {
  const port = Number(new URL(host.url).port)
  const { workspace } = host
  await host.stop()
  host = await startHost({ workspace, port })
}

async function openMessage(): Promise<void> {
  await page.getByRole('link', { name: 'Workflows' }).click()
  await page.getByRole('grid').getByRole('link').first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('.vue-flow__node').filter({ hasText: 'SMS' }).first().click()
  await page.locator('textarea').waitFor()
}

describe('a host that dies', () => {
  it('is told above every screen until it is back', async () => {
    await kill()
    await restart()
    await banner().waitFor({ state: 'detached' })
  })

  it('does not leave the sections dead that were not opened before', async () => {
    await kill()
    await page.getByRole('link', { name: 'Lines' }).click()
    await page.getByText('this screen could not be loaded').waitFor()
    await restart()
    await page.getByRole('heading', { level: 1, name: 'Lines' }).waitFor()
    await page.getByRole('link', { name: 'Deliveries' }).click()
    await page.getByRole('heading', { level: 1, name: 'Deliveries' }).waitFor()
  })

  it('gets what was written meanwhile as soon as it is back', async () => {
    await openMessage()
    await kill()
    await page.locator('textarea').fill('Written while nobody listened')
    await page.getByText('Not saved').first().waitFor()
    await restart()
    await page.getByText('Not saved').first().waitFor({ state: 'detached' })
    await page.reload()
    await page.locator('.vue-flow__node').filter({ hasText: 'SMS' }).first().click()
    expect(await page.locator('textarea').inputValue()).toBe('Written while nobody listened')
  })
})

describe('a message whose preparation the host did not live to begin', () => {
  it('is prepared as soon as the host is back', async () => {
    await page.goto(`${host.origin}/#/deliveries/send`)
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    const step = (name: string) =>
      page.locator('.ui-steps li[aria-current="step"]', { hasText: name }).waitFor()
    await press('Next')
    await page.getByRole('textbox', { name: /Message/ }).fill('We are open on Sunday.')
    await press('Next')
    await step('Line and time')
    await press('Next')
    await step('Rules')
    await kill()
    await press('Prepare and review')
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await restart()
    await page.getByRole('button', { name: /^Send to \d+ people/ }).waitFor()
    expect(await page.getByText('cannot be reached').count()).toBe(0)
  })
})

describe('a page that is loaded anew', () => {
  it('has kept what was typed a moment before', async () => {
    await openMessage()
    await page.locator('textarea').fill('Typed just now')
    await page.reload()
    await page.locator('.vue-flow__node').filter({ hasText: 'SMS' }).first().click()
    expect(await page.locator('textarea').inputValue()).toBe('Typed just now')
  })
})
