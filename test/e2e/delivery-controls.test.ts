import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { SimulatedModem, SubmitFault } from '../../src/main/engine/simulate.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { startModem } from './support/modem.ts'
import {
  addFastLine,
  addLine,
  addPeople,
  confirmSending,
  openReview,
  readDelivery,
  waitForCounts,
  waitForState,
} from './support/sending.ts'
import { useWindow } from './support/use-window.ts'

const free = { timing: { quietHours: { kind: 'off' } } } as const

let page: Page
let host: TestHost
useWindow(window => void ({ page, host } = window))

/** A line to a modem; what goes wrong with each submit is said here. */
async function addModem(submit: (ordinal: number) => SubmitFault | undefined): Promise<SimulatedModem> {
  const { modem, address } = await startModem({ faults: { submit } })
  await addLine(host, 'gsm-modem', { address })
  return modem
}

/** Of whoever is listed; the answer names how many they are. */
async function makeAudience(name: string, people: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'To an audience…' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('Name of the audience').fill(name)
  await expectAccessible(page, 'people for an audience')
  await takePicture(page, 'to-audience')
  await dialog.getByRole('button', { name: 'Make audience' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(people).first().waitFor()
  const names = (await callBeside<{ name: string }[]>(host, 'audiences.list', {})).map(each => each.name)
  expect(names).toContain(name)
}

describe('a delivery through a modem that vanishes', () => {
  it('has unknown outcomes settled in bulk, and those that count as failed tried again', async () => {
    const modem = await addModem(ordinal => (ordinal === 2 || ordinal === 4 ? 'vanish-unsent' : undefined))
    await addPeople(host, 5)
    await openReview({ host, page }, free)
    await confirmSending(page, 'Send 5 messages')
    await waitForCounts(host, { unknown: 2, delivered: 3 })
    await page.getByText('2 messages have an unknown outcome').waitFor()
    await expectAccessible(page, 'a delivery with unknown outcomes')
    await takePicture(page, 'unknown')

    await page.getByRole('button', { name: 'Show them' }).click()
    await makeAudience('Perhaps reached', /^2 people are in “Perhaps reached”/)
    await page.getByRole('button', { name: 'Decide…' }).click()
    const question = page.getByRole('alertdialog')
    await question.getByText('How should 2 messages count?').waitFor()
    await expectAccessible(page, 'a decision on unknown outcomes')
    await takePicture(page, 'unknown-decide')
    await question.getByText('Treat as failed').click()
    await question.getByRole('button', { name: 'Settle them' }).click()
    await question.waitFor({ state: 'detached' })
    await waitForCounts(host, { unknown: 0, failed: 2 })

    await page.getByRole('button', { name: 'Retry failed…' }).click()
    await page.getByText('Also 2 messages that you counted as failed').click()
    await page.getByText('Try 2 messages again?').waitFor()
    await expectAccessible(page, 'another attempt for the failed')
    await takePicture(page, 'retry-failed')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Try again' }).click()
    await waitForCounts(host, { delivered: 5 })
    expect(new Set(modem.journal.messages.map(({ recipient }) => recipient)).size).toBe(5)
    expect(modem.journal.messages).toHaveLength(5)
  })
})

describe('a budget', () => {
  it('pauses a delivery before it costs more, and says so; whoever was left out makes an audience', async () => {
    await addFastLine(host)
    await addPeople(host, 5)
    await openReview({ host, page }, { sending: { budgetMicros: 160_000 } })
    await page.getByText('it will pause before everybody has been sent to').waitFor()
    await confirmSending(page, 'Send 5 messages')
    await waitForState(host, 'paused')
    await page.getByText(/^Paused by the program: The budget of this delivery \(0.16 EUR\)/).waitFor()
    await waitForCounts(host, { delivered: 3, queued: 2 })
    await expectAccessible(page, 'a delivery whose budget is used up')
    await takePicture(page, 'budget-reached')

    await page.getByRole('tab', { name: /^Exclusions/ }).click()
    await makeAudience('Without a number', /^1 person is in “Without a number”/)

    await page.getByRole('button', { name: 'Raise the budget…' }).click()
    const raise = page.getByRole('alertdialog')
    await expect.poll(() => raise.getByLabel('Budget of this delivery').inputValue()).toBe('0.25')
    await raise.getByLabel('Budget of this delivery').fill('0.16')
    await raise.getByText('Enter more than until now').waitFor()
    await expectAccessible(page, 'a budget that is to be raised')
    await raise.getByLabel('Budget of this delivery').fill('0.25')
    await raise.getByRole('button', { name: 'Raise and go on' }).click()
    await waitForCounts(host, { delivered: 5, queued: 0 })
  })

  it('of the workspace is set in the settings, holds for all deliveries, and lets them go on once it is raised', async () => {
    await addFastLine(host)
    await addPeople(host, 4)
    await page.evaluate("location.hash = '#/settings'")
    await page.getByLabel('Most in a day').fill('0.10')
    await page.getByLabel('Most in a month').fill('0.05')
    await page.getByText('so it never applies').waitFor()
    await page.getByLabel('Most in a month').fill('')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor({ state: 'detached' })
    await expectAccessible(page, 'the settings')
    await takePicture(page, 'settings')

    await openReview({ host, page })
    await confirmSending(page, 'Send 4 messages')
    await waitForState(host, 'paused')
    await waitForCounts(host, { delivered: 2, queued: 2 })
    await page.getByText(/The budget of the workspace for one day \(0.10 EUR\)/).waitFor()
    await takePicture(page, 'workspace-budget-reached')
    await page.getByRole('link', { name: 'Open the settings' }).click()
    await expect.poll(() => page.getByLabel('Most in a day').inputValue()).toBe('0.1')
    await page.getByLabel('Most in a day').fill('')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor({ state: 'detached' })
    await page.goBack()
    await page.getByRole('button', { name: 'Resume' }).first().click()
    await waitForCounts(host, { delivered: 4 })
  })
})

describe('somebody who is blocked', () => {
  it('is left out of deliveries and named in the review, by the cause', async () => {
    await addFastLine(host)
    await addPeople(host, 2)
    await page.evaluate("location.hash = '#/people/1'")
    const block = page.getByRole('region', { name: 'What may be sent' })
    await block.getByRole('radio', { name: 'Nothing' }).check()
    await block.getByText('Left out of every delivery').waitFor()
    await expectAccessible(page, 'somebody who is blocked')
    await takePicture(page, 'blocked')
    await openReview({ host, page })
    await page.getByRole('button', { name: 'Send to 1 person' }).waitFor()
    const causes = (await readDelivery(host)).preparation?.excluded
    expect(causes).toContainEqual({ cause: 'blocked', count: 1 })
    await page.getByRole('button', { name: /^Person blocked: 1/ }).click()
    await page.getByRole('link', { name: 'Person 1' }).waitFor()
    await expectAccessible(page, 'people whom a delivery leaves out')
    await takePicture(page, 'blocked-causes')
    await makeAudience('Blocked by hand', /^1 person is in “Blocked by hand”/)
  })
})
