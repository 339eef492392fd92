import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { confirmDelivery, prepareGroupMessage } from './support/sending.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window), { sample: true })

const prepare = (name: string) => prepareGroupMessage(host, { name, text: 'We are open on Sunday.' })

it('A dashboard tells what became of a delivery, and each number opens its messages', async () => {
  const delivery = await prepare('Opening hours')
  await confirmDelivery(host, delivery)
  await page.goto(`${host.origin}/#/deliveries/${delivery.id}`)
  await page.getByRole('tab', { name: 'Breakdown' }).click()
  await page.getByRole('row', { name: /France/ }).waitFor()
  await expectAccessible(page, 'the breakdown of a delivery')
  await takePicture(page, 'breakdown')
  await page.getByRole('link', { name: /France: \d+ messages/ }).click()
  await page.getByRole('button', { name: 'Only France' }).waitFor()
  await expect.poll(() => page.getByRole('row', { name: /\+33/ }).count()).toBeGreaterThan(0)
  expect(await page.getByRole('row', { name: /\+44/ }).count()).toBe(0)
  await page.getByRole('tab', { name: 'Log' }).click()
  await page.getByRole('row', { name: /Confirmed by a person/ }).waitFor()
  await expectAccessible(page, 'the log of a delivery')
})

it('What waits for a person stands out in the list, and a number finds what it got', async () => {
  const delivery = await prepare('Opening hours')
  await page.getByRole('link', { name: 'Deliveries' }).first().click()
  await page.getByRole('row', { name: /Opening hours.*Waits for you/ }).waitFor()
  await page.getByRole('button', { name: 'Actions for “Opening hours”' }).click()
  await page.getByRole('menuitem', { name: 'Open delivery' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await expectAccessible(page, 'the list of deliveries')
  await confirmDelivery(host, delivery)
  const { rows } = await callBeside<{ rows: { recipient: string }[] }>(host, 'deliveries.messages', {
    id: delivery.id,
    limit: 1,
  })
  await page.getByRole('link', { name: 'Find a number' }).click()
  await page.getByRole('searchbox', { name: 'Phone number' }).fill(rows[0]?.recipient ?? '')
  await page.getByRole('row', { name: /Opening hours/ }).waitFor()
  await expectAccessible(page, 'what a number got')
})

it('The calendar is walked through by keys and leads to a delivery', async () => {
  const delivery = await prepare('Opening hours')
  await confirmDelivery(host, delivery)
  await page.getByRole('link', { name: 'Calendar' }).first().click()
  const panel = page.locator('.calendar-panel')
  await panel.getByRole('link', { name: /Opening hours/ }).waitFor()
  await expectAccessible(page, 'the calendar')
  await takePicture(page, 'calendar')
  await page.locator('.calendar-day[aria-selected="true"] button').focus()
  await page.keyboard.press('ArrowRight')
  await panel.getByText('Nothing on this day.').waitFor()
  await page.keyboard.press('ArrowLeft')
  await panel.getByRole('link', { name: /Opening hours/ }).waitFor()
  await page.keyboard.press('Enter')
  await panel.locator('a:focus').waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain(`/deliveries/${delivery.id}`)
})
