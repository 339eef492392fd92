import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { Delivery } from '../../src/shared/contract/deliveries.ts'
import { readPdf } from '../support/read-pdf.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { confirmDelivery, prepareGroupMessage, waitForState } from './support/sending.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window), { sample: true })

const call = <T>(name: string, input: object): Promise<T> => callBeside<T>(host, name, input)

/** A delivery that is over. */
async function send(name: string, text: string): Promise<Delivery> {
  const delivery = await prepareGroupMessage(host, { name, text })
  await confirmDelivery(host, delivery)
  return await waitForState(host, 'finished', delivery)
}

/** Waits for a background: white, or anything else. */
async function expectBackground(selector: string, wanted: 'white' | 'other'): Promise<void> {
  const script = `getComputedStyle(document.querySelector('${selector}')).backgroundColor`
  const colour = async () => ((await page.evaluate(script)) === 'rgb(255, 255, 255)' ? 'white' : 'other')
  await expect.poll(colour).toBe(wanted)
}

it('Deliveries that are ticked in the list stand side by side, and the figures open their people', async () => {
  const first = await send('Spring', 'We are open on Sunday.')
  await send('Summer', 'We are open on Monday.')
  await page.goto(`${host.origin}/#/deliveries`)
  await page.getByRole('checkbox', { name: 'Tick “Spring” to compare' }).click()
  await page.getByText('Tick one more to compare.').waitFor()
  await page.getByRole('checkbox', { name: 'Tick “Summer” to compare' }).click()
  await expectAccessible(page, 'the list with deliveries ticked')
  await page.getByRole('link', { name: 'Compare 2 deliveries' }).click()
  const targeted = page.getByRole('row', { name: /^Targeted/ })
  await targeted.waitFor()
  const { preparation } = first
  expect(await targeted.getByRole('link', { name: String(preparation?.targeted) }).count()).toBe(2)
  await expectAccessible(page, 'a comparison')
  await takePicture(page, 'comparison')
  await page.getByText('Delivered rate', { exact: true }).hover()
  await page.getByText('Delivered, divided by sent.').first().waitFor()
  await targeted.getByRole('link').first().click()
  await expect.poll(() => page.url()).toContain('tab=people')
})

it('A comparison of fewer than two deliveries says how to choose them', async () => {
  await page.getByRole('link', { name: 'Deliveries' }).first().click()
  await page.goto(`${host.origin}/#/deliveries/compare?ids=1`)
  await page.getByText('Choose at least two deliveries').waitFor()
  await expectAccessible(page, 'an empty comparison')
  await page.getByRole('link', { name: 'Go to deliveries' }).click()
  await expect.poll(() => page.url()).toMatch(/deliveries$/)
})

it('The report of a delivery has its figures on paper, in any theme, with its pages counted', async () => {
  const { id, preparation, counts, spent } = await send('Spring', 'We are open on Sunday.')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${host.origin}/#/deliveries/${id}/report`)
  await page.getByRole('region', { name: 'Report Spring' }).waitFor()
  await expectAccessible(page, 'the report of a delivery')
  const { pages, text } = readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }))
  const { targeted = 0, excluded = [], toDeliver = 0 } = preparation ?? {}
  const words = text.replaceAll(/\s+/g, ' ')
  expect(words).toContain('Spring')
  expect(words).toContain('We are open on Sunday.')
  for (const figure of [targeted, toDeliver, spent.parts]) expect(words).toContain(` ${figure} `)
  // Receipts come in until after the last message has left.
  const { counts: later } = await callBeside<Delivery>(host, 'deliveries.get', { id })
  const [least, most] = [counts, later].map(({ failed, undelivered }) => failed + undelivered)
  const printed = Number(/Failed (\d+) \(/.exec(words)?.[1])
  expect(printed).toBeGreaterThanOrEqual(least ?? 0)
  expect(printed).toBeLessThanOrEqual(most ?? 0)
  for (const { count } of excluded) expect(words).toContain(`-${count} `)
  expect(words).toMatch(new RegExp(`1 ?/ ?${pages}`))
  expect(words).not.toContain('Settings')
  await expectBackground('body', 'other')
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expectBackground('.report-paper', 'white')
})

it('Clicks are read from a file of the short domain and open the people who followed a link', async () => {
  await call('workspace.configure', { linkDomain: 'go.example/' })
  const { id } = await send('Spring', 'Open day: https://example.com/spring')
  const { rows } = await call<{ rows: { text: string }[] }>('deliveries.messages', { id, limit: 5 })
  const codes = rows.map(({ text }) => /go\.example\/(\w{9})/.exec(text)?.[1] ?? '')
  const at = new Date().toISOString()
  const file = join(createTemporaryFolder(), 'clicks.csv')
  writeFileSync(file, `time,path\n${codes.map(code => `${at},/${code}`).join('\n')}\n${at},/robots.txt\n`)

  await page.goto(`${host.origin}/#/deliveries/${id}`)
  await page.getByRole('button', { name: 'More' }).first().click()
  await page.getByRole('menuitem', { name: 'Import clicks…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import clicks' })
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose file…' }).click()
  await (await chooser).setFiles(file)
  await dialog.getByText('6 rows').waitFor()
  await expectAccessible(page, 'an import of clicks')
  await dialog.getByRole('button', { name: 'Import clicks' }).click()
  await dialog.getByText('5 clicks recorded').waitFor()
  await dialog.getByRole('row', { name: 'Without a short link 1' }).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).first().click()
  await page.getByRole('link', { name: /^Clicked 5/ }).click()
  await page.getByRole('button', { name: 'Only Clicked' }).waitFor()
  await page.getByText('5 messages', { exact: true }).waitFor()
})

it('A scheduled delivery is moved from the calendar by keys, and asks to be confirmed again', async () => {
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  const start = { kind: 'at', day, time: '10:00', timeZone: null }
  const delivery = await prepareGroupMessage(host, { name: 'Autumn', text: 'Sale', timing: { start } })
  await confirmDelivery(host, delivery)
  await page.goto(`${host.origin}/#/calendar`)
  const number = page.locator('.calendar-day[aria-selected="true"] button')
  await number.focus()
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight')
  const move = page.getByRole('button', { name: 'Move “Autumn”…' })
  await move.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Move “Autumn”' })
  await dialog.getByLabel('Time').fill('11:30')
  await expectAccessible(page, 'moving a delivery')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  const { settings } = await waitForState(host, 'ready', delivery)
  expect(settings.timing?.start).toMatchObject({ day, time: '11:30' })
  await page.locator('.calendar-panel').getByText('Not confirmed').waitFor()
  await expectAccessible(page, 'the calendar with what is not confirmed')
})

it('What of a limit is spent stands in the settings and on the dashboard', async () => {
  await call('workspace.configure', { budget: { dayMicros: 1_000_000_000, monthMicros: null } })
  const { id } = await send('Spring', 'We are open on Sunday.')
  await page.goto(`${host.origin}/#/settings`)
  await page.getByRole('progressbar', { name: 'Workspace limit today' }).waitFor()
  await page.getByText(/spent this month, without a limit/).waitFor()
  await expectAccessible(page, 'limits in the settings')
  await page.goto(`${host.origin}/#/deliveries/${id}`)
  await page.getByRole('link', { name: /^Cost spent/ }).waitFor()
  expect(await page.getByRole('progressbar', { name: 'Workspace limit today' }).count()).toBe(0)
  const next = await prepareGroupMessage(host, { name: 'Summer', text: 'We are open on Monday.' })
  await page.goto(`${host.origin}/#/deliveries/${next.id}`)
  await page.getByText(/This delivery is to cost/).waitFor()
})
