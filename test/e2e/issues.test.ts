import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window), { sample: true })

const delivery = { lineId: 99, maxParts: 3 }
const sms = { content: { text: '' }, delivery, outbound: 'none' }
const document = {
  version: 1,
  activities: [
    { id: 'sms', kind: 'sms', version: 1, label: 'Hello', position: { x: 400, y: 80 }, settings: sms },
  ],
  transitions: [],
}

it('Each issue has a fix beside it that leads to the field or mends the drawing', async () => {
  const { id } = await callBeside<{ id: number }>(host, 'workflows.create', { name: 'Unfinished', document })
  await page.goto(`${host.origin}/#/workflows/${id}`)
  const dock = page.getByRole('region', { name: 'Problems' })
  await dock.locator('.issue-bar').click()
  await expectAccessible(page, 'the issues of a workflow')
  await takePicture(page, 'issues')

  await dock.getByRole('button', { name: 'Edit the text' }).press('Enter')
  await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA')
  await page.keyboard.type('Hi')
  await expect.poll(() => dock.getByRole('button', { name: 'Edit the text' }).count()).toBe(0)

  await dock.getByRole('button', { name: 'Choose a line' }).click()
  await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('SELECT')

  await dock.getByRole('button', { name: 'Add people before it' }).click()
  await page.getByRole('dialog').getByText('Read list').first().click()
  await expect.poll(() => dock.getByRole('button', { name: 'Add people before it' }).count()).toBe(0)
})
