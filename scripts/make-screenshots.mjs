// Draws the pictures of the README from the built application with its sample workspace
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser, openPage } from '../test/e2e/support/browser.ts'
import { startHost } from '../test/e2e/support/host.ts'

const folder = join(import.meta.dirname, '..', 'docs', 'screenshots')

/** Which moments of the tour are kept, in which theme. */
const pictures = { light: ['message', 'review'], dark: ['workflow', 'dashboard'] }

/** @param {import('playwright-core').Page} page */
function photographer(page, /** @type {'light' | 'dark'} */ theme) {
  return async (/** @type {string} */ name) => {
    if (!pictures[theme].includes(name)) return
    await page.mouse.move(640, 790)
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: 'disabled' })
  }
}

/** The main job on the sample, photographed on the way. */
async function takeTour(
  /** @type {import('playwright-core').Browser} */ browser,
  /** @type {'light' | 'dark'} */ theme,
) {
  const host = await startHost({ sample: true })
  try {
    const { page } = await openPage(browser, host.url, { colorScheme: theme })
    const photograph = photographer(page, theme)
    await page.getByText('600 people').waitFor()
    await page.getByRole('link', { name: 'Workflows' }).first().click()
    await page
      .getByRole('link', { name: 'Spring greeting' })
      .or(page.getByText('Spring greeting'))
      .first()
      .click()
    await page.locator('.vue-flow__node').nth(1).click()
    await page.getByText('person 1 of 600').waitFor()
    await photograph('message')
    await page.locator('.ui-page-actions').getByRole('button', { name: 'Start' }).click()
    await page.getByText('550 messages are ready for review').waitFor()
    await photograph('workflow')
    await page
      .getByRole('button', { name: 'Review & send' })
      .or(page.getByRole('link', { name: 'Review & send' }))
      .click()
    await page.getByText('Why people are excluded').waitFor()
    await photograph('review')
    await page.getByRole('button', { name: /Send to 550/ }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByRole('textbox').fill('550')
    await dialog.getByRole('button', { name: 'Send 550 messages' }).click()
    await page.getByText(/^(2[0-9]{2}|3[0-9]{2}) of 550 done/).waitFor({ timeout: 60_000 })
    await photograph('dashboard')
  } finally {
    await host.stop()
  }
}

mkdirSync(folder, { recursive: true })
const browser = await openBrowser()
await takeTour(browser, 'light')
await takeTour(browser, 'dark')
await browser.close()
