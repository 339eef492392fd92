import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { Delivery } from '../../src/shared/contract/deliveries.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture, type WatchedPage } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let watched: WatchedPage
let page: Page

useWindow(
  async window => {
    ;({ host, watched, page } = window)
    await page.getByRole('link', { name: 'Deliveries' }).first().waitFor()
  },
  { sample: true },
)

const call = <T>(name: string, input: object): Promise<T> => callBeside<T>(host, name, input)

async function delivery(): Promise<Delivery | undefined> {
  return (await call<Delivery[]>('deliveries.list', {}))[0]
}

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
  await call('workflows.start', { id: 1 })
  await expect.poll(async () => (await delivery())?.state, { timeout: 30_000 }).toBe('ready')
  const id = (await delivery())?.id ?? 0
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
  await review.getByText('Quite another text').waitFor({ timeout: 30_000 })
  await review.scrollIntoViewIfNeeded()
  await look('test-review')

  const { preparation } = (await delivery()) ?? {}
  const held = preparation?.test?.held?.messages ?? 0
  expect(held).toBeGreaterThan(0)
  const { digest, toDeliver } = preparation ?? {}
  await call('deliveries.confirm', { id, digest, typedCount: toDeliver })
  await page.getByRole('tab', { name: 'Test' }).click({ timeout: 30_000 })
  const choose = page.getByRole('button', { name: 'Send B to the remainder' })
  await choose.waitFor()
  await look('test-results')
  await choose.click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send B to the remainder' }).click()
  await page.getByText('A person chose text B for the remainder').waitFor()
  await expect.poll(async () => (await delivery())?.state, { timeout: 60_000 }).toBe('finished')
  const sent = await call<{ total: number }>('deliveries.messages', { id, search: '', limit: 1 })
  expect(sent.total).toBe(toDeliver)
  expect(watched.complaints).toEqual([])
})
