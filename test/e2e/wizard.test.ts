import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture, type WatchedPage } from './support/browser.ts'
import { useWindow } from './support/use-window.ts'

let watched: WatchedPage
let page: Page

useWindow(
  async window => {
    ;({ watched, page } = window)
    await page.getByRole('link', { name: 'Deliveries' }).first().click()
    await page.getByRole('link', { name: 'Send to a group' }).click()
  },
  { sample: true },
)

const step = (name: string) => page.locator('.ui-steps li[aria-current="step"]', { hasText: name }).waitFor()
const next = () => page.getByRole('button', { name: 'Next', exact: true }).click()

async function writeTo(audience: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name' }).fill('Opening hours')
  await page.getByRole('radio', { name: 'A saved audience' }).click()
  await page.getByRole('combobox', { name: 'Audience' }).click()
  await page.getByRole('option', { name: audience }).click()
  await next()
  await step('Message')
  await page.getByRole('textbox', { name: /Message/ }).fill('We are open on Sunday.')
}

it('A message to a group is written in five steps, reviewed, and sent', async () => {
  await step('People')
  await expectAccessible(page, 'the people of a message')
  await takePicture(page, 'wizard-people')
  await writeTo('Members')
  await expectAccessible(page, 'the text of a message')
  await takePicture(page, 'wizard-message')
  await next()
  await step('Line and time')
  await expectAccessible(page, 'line and time of a message')
  await takePicture(page, 'wizard-time')
  await next()
  await step('Rules')
  await expectAccessible(page, 'rules of a message')
  await takePicture(page, 'wizard-rules')
  await page.getByRole('button', { name: 'Prepare and review' }).click()

  const send = page.getByRole('button', { name: /Send to \d+ people/ })
  await send.waitFor()
  await expectAccessible(page, 'the review of a message')
  await takePicture(page, 'wizard-review')
  const count = /\d+/.exec((await send.textContent()) ?? '')?.[0] ?? ''
  await send.click()
  const dialog = page.getByRole('alertdialog')
  if (await dialog.getByRole('textbox').count()) await dialog.getByRole('textbox').fill(count)
  await dialog.getByRole('button', { name: `Send ${count} messages` }).click()
  await page.getByRole('tab', { name: /Messages/ }).waitFor()
  await expect.poll(() => page.url()).toMatch(/\/deliveries\/\d+$/)
  expect(watched.complaints).toEqual([])
})

it('What was written is kept, and is the same on the canvas', async () => {
  await writeTo('Members')
  await page.getByRole('button', { name: 'Open on the canvas' }).click()
  await page.getByRole('heading', { name: 'Opening hours', exact: true }).waitFor()
  await expect.poll(() => page.locator('.flow-node').count()).toBe(2)
  await page.goBack()
  await step('Message')
  await expect
    .poll(() => page.getByRole('textbox', { name: /Message/ }).inputValue())
    .toBe('We are open on Sunday.')
})

it('Another text after the review is prepared anew, and the old preparation is discarded', async () => {
  await writeTo('Members')
  await next()
  await next()
  await page.getByRole('button', { name: 'Prepare and review' }).click()
  await page.getByRole('button', { name: /Send to \d+ people/ }).waitFor()
  await page.getByRole('button', { name: 'Message', exact: true }).click()
  await page.getByRole('textbox', { name: /Message/ }).fill('We are open on Monday.')
  await next()
  await next()
  await page.getByRole('button', { name: 'Prepare and review' }).click()
  await page.getByRole('button', { name: /Send to \d+ people/ }).waitFor()
  await page.getByText('We are open on Monday.').first().waitFor()
})

it('What is missing is said where it is missing', async () => {
  await page.getByRole('textbox', { name: 'Name' }).fill('')
  await page.getByRole('radio', { name: 'A saved audience' }).click()
  await next()
  await page.getByText('Give the message a name.').waitFor()
  await page.getByText('Choose an audience.').waitFor()
  await step('People')
})
