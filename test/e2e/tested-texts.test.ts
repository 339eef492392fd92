import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { confirmDelivery, prepareDelivery, readDelivery, waitForState } from './support/sending.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window), { sample: true })

/** The same on a large screen in the dark, where pictures are taken. */
async function look(name: string): Promise<void> {
  await expectAccessible(page, name)
  await takePicture(page, name)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 1920, height: 1080 })
  await takePicture(page, `${name}-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 800 })
}

it('tries two texts on shares of the people and sends the one that a person chooses to everybody else', async () => {
  const { id } = await prepareDelivery(host, { id: 1 })
  await page.evaluate(`location.hash = '#/deliveries/${id}'`)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('button', { name: 'Test another text' }).click()
  await expect.poll(() => page.getByRole('radio', { name: 'Text B' }).isChecked()).toBe(true)
  await page.getByRole('textbox', { name: 'Message' }).fill('Quite another text')
  await page.getByRole('combobox', { name: 'The winner has' }).click()
  await page.getByRole('option', { name: 'been chosen by hand' }).click()
  await page.getByText('Nothing more is sent until somebody chooses').waitFor()
  await page.getByText('80% wait for the text that wins').waitFor()
  await look('test-form')

  await page.getByRole('button', { name: 'Prepare again' }).click()
  const review = page.getByRole('region', { name: 'Test of several texts' }).first()
  await review.getByText('Quite another text').waitFor()
  await review.scrollIntoViewIfNeeded()
  await look('test-review')

  const prepared = await readDelivery(host)
  expect(prepared.preparation?.test?.held?.messages).toBeGreaterThan(0)
  await confirmDelivery(host, prepared)
  await page.getByRole('tab', { name: 'Test' }).click()
  const choose = page.getByRole('button', { name: 'Send B to the remainder' })
  await choose.waitFor()
  await look('test-results')
  await choose.click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send B to the remainder' }).click()
  await page.getByText('A person chose text B for the remainder').waitFor()
  await waitForState(host, 'finished')
  const sent = await callBeside<{ total: number }>(host, 'deliveries.messages', { id, search: '', limit: 1 })
  expect(sent.total).toBe(prepared.preparation?.toDeliver)
})
