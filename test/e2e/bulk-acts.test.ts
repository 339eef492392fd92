import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { useWindow } from './support/use-window.ts'

let page: Page

useWindow(
  async window => {
    ;({ page } = window)
    await page.getByRole('link', { name: 'People' }).first().click()
    await page.getByText('600 people', { exact: true }).waitFor()
    await page.getByRole('checkbox', { name: 'Select all' }).click()
  },
  { sample: true },
)

it('a block of many says why beside each of them, and is taken back at once or later for all', async () => {
  const ask = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Block' }).click()
    await page.getByRole('menuitem', { name: /^No messages at all/ }).click()
    await page.getByLabel('Reason').fill('Wrong list')
    await takePicture(page, 'bulk-block')
    await expectAccessible(page, 'a block of many')
    await page.getByRole('button', { name: 'Block 600 people' }).click()
    await page.getByText('600 people are now blocked').waitFor()
  }
  await ask()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await page.getByText('600 people get again what they got before').waitFor()
  await ask()

  await page.getByRole('grid').getByRole('row').nth(3).dblclick()
  await page.getByText('Reason: Wrong list').waitFor()
  await takePicture(page, 'bulk-blocked-person')
  await expectAccessible(page, 'a person who was blocked with others')
  await page.getByRole('button', { name: 'Take it back for all 600…' }).click()
  await takePicture(page, 'bulk-block-undo')
  await page.getByRole('button', { name: 'Take the block back' }).click()
  await page.getByText('600 people get again what they got before').waitFor()
  await expect.poll(() => page.getByText('Reason: Wrong list').count()).toBe(0)
})

it('numbers that were suppressed together are found by their reason and lifted together', async () => {
  await page.getByRole('button', { name: 'Suppress' }).click()
  await page.getByLabel('Reason').fill('Complaint')
  await page.getByRole('button', { name: /^Suppress \d+ numbers$/ }).click()
  await page.getByText(/numbers are now suppressed/).waitFor()
  await page.goto(page.url().replace(/#.*/, '#/people/suppressed'))
  await page.getByRole('searchbox').fill('complaint')
  await page.getByRole('button', { name: 'Lift the suppression' }).first().click()
  await page.getByRole('checkbox', { name: /^Also the others/ }).check()
  await takePicture(page, 'bulk-lift')
  await expectAccessible(page, 'a suppression of many that is lifted')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Lift the suppression' }).click()
  await page.getByText(/numbers may be texted again/).waitFor()
  await page.getByText('No suppressed number has these digits or this note').waitFor()
})
