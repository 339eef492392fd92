import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { callBeside } from './support/call.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import type { TestHost } from './support/host.ts'
import {
  addFastLine,
  addPeople,
  confirmSending,
  openReview,
  readDelivery,
  waitForCounts,
  waitForState,
} from './support/sending.ts'
import { useWindow } from './support/use-window.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

let page: Page
let host: TestHost
useWindow(window => void ({ page, host } = window), { handClock: true })

/** A date so many days from today, as it is stored. */
const dateIn = (days: number): string => new Date(Date.now() + days * day).toISOString().slice(0, 10)

describe('a delivery that is confirmed for later', () => {
  it('is taken back, edited, confirmed again, and begins at its time', async () => {
    await addFastLine(host)
    await addPeople(host, 3)
    const start = { kind: 'at', day: dateIn(3), time: '09:00', timeZone: 'UTC' } as const
    await openReview({ host, page }, { timing: { start } })
    await page.getByRole('button', { name: /^Send to/ }).click()
    await page.getByText('Schedule 3 messages?').waitFor()
    await expectAccessible(page, 'the confirmation of a schedule')
    await takePicture(page, 'schedule-confirm')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Schedule 3 messages' }).click()
    await page
      .getByText(/^Starts /)
      .first()
      .waitFor()
    await waitForState(host, 'scheduled')
    await expectAccessible(page, 'a scheduled delivery')
    await takePicture(page, 'scheduled')

    await page.getByRole('button', { name: 'Take back' }).click()
    await page.getByRole('button', { name: /^Send to/ }).waitFor()
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByRole('textbox', { name: /^Message/ }).fill('Another text')
    await page.getByRole('button', { name: 'Save and prepare again' }).click()
    await page.getByText('Another text').first().waitFor()
    await confirmSending(page, 'Schedule 3 messages')
    await waitForState(host, 'scheduled')

    host.advance(4 * day)
    await waitForCounts(host, { delivered: 3 })
    await page.getByText('Another text').first().waitFor()
  })
})

describe('a delivery at a date of each person', () => {
  it('is set up by hand, tells in its review when the first and the last leave, and sends at those dates', async () => {
    await addFastLine(host)
    await callBeside(host, 'people.addField', { label: 'Appointment', type: 'date' })
    for (const [index, appointment] of [dateIn(4), dateIn(8)].entries()) {
      await callBeside(host, 'people.create', { phone: `+44770090010${index}`, fields: { appointment } })
    }
    await openReview({ host, page }, {})
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page
      .getByText(/never at night/)
      .first()
      .click()
    await page.getByText('At a date of each person').click()
    await page.getByText('A person without a date is always left out.').scrollIntoViewIfNeeded()
    await expectAccessible(page, 'a delivery by dates of people')
    await takePicture(page, 'own-dates-form')
    await page.getByRole('button', { name: 'Save and prepare again' }).click()
    await page.getByText(/Each person at a date of theirs/).waitFor()
    await expectAccessible(page, 'the review of a delivery by dates of people')
    await takePicture(page, 'own-dates-review')
    await confirmSending(page, 'Schedule 2 messages')
    await waitForState(host, 'sending')
    await page.getByText('2 messages wait for the dates of their people').waitFor()
    await takePicture(page, 'own-dates-sending')
    host.advance(9 * day)
    await waitForCounts(host, { delivered: 2 })
  })
})

describe('a delivery in waves', () => {
  it('lets no more leave than a wave, names the next one, and ends with the last', async () => {
    await addFastLine(host)
    await addPeople(host, 5)
    const size = { of: 'count', messages: 2 } as const
    const every = { amount: 2, unit: 'hours' } as const
    await openReview({ host, page }, { timing: { spread: { kind: 'waves', size, every } } })
    await page.getByText('Waves', { exact: true }).waitFor()
    await expectAccessible(page, 'the review of waves')
    await takePicture(page, 'waves-review')
    await confirmSending(page, 'Send 5 messages')
    await page.getByText(/^The next wave begins/).waitFor()
    await waitForCounts(host, { delivered: 2, queued: 3 })
    await expectAccessible(page, 'a delivery between two waves')
    await takePicture(page, 'waves-between')

    host.advance(2 * hour)
    await waitForCounts(host, { delivered: 4, queued: 1 })
    await page.getByText(/^The next wave begins/).waitFor()
    host.advance(2 * hour)
    await waitForCounts(host, { delivered: 5, queued: 0 })
    await page.getByText('Delivered (5)').waitFor({ state: 'attached' })
    await page.getByText(/^The next wave begins/).waitFor({ state: 'detached' })
  })
})

describe('a delivery that is paused', () => {
  it('holds everything back however long, and sends the rest once it goes on', async () => {
    await addFastLine(host, { perMinute: 1 })
    await addPeople(host, 4)
    await openReview({ host, page })
    await confirmSending(page, 'Send 4 messages')
    await expect.poll(async () => (await readDelivery(host)).counts.delivered).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await page.getByText('Nothing leaves while it is paused.').waitFor()
    await waitForState(host, 'paused')
    await expect.poll(async () => (await readDelivery(host)).counts.claimed).toBe(0)
    const { queued } = (await readDelivery(host)).counts
    expect(queued).toBeGreaterThan(0)
    host.advance(day)
    await expectAccessible(page, 'a paused delivery')
    await takePicture(page, 'paused')
    expect((await readDelivery(host)).counts.queued).toBe(queued)

    await page.getByRole('button', { name: 'Resume', exact: true }).click()
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
    for (let left = queued; left > 0; left -= 1) {
      await expect.poll(async () => (await readDelivery(host)).counts.queued).toBeLessThan(left)
      host.advance(minute)
    }
    await waitForCounts(host, { delivered: 4 })
  })
})
