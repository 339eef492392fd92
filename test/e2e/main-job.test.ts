import { writeFileSync } from 'node:fs'
import { join, dirname } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import type { TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window))

/** Twelve people: one twice, one without a number, one whose number is none, one on a landline. */
const people = [
  'First name,Last name,Mobile,City',
  'Ada,Byron,+44 7700 900001,London',
  'Alan,Turing,+44 7700 900002,Manchester',
  'Grace,Hopper,07700 900003,London',
  'Edsger,Dijkstra,07700 900004,London',
  'Barbara,Liskov,07700 900005,Leeds',
  'Donald,Knuth,07700 900006,London',
  'Frances,Allen,07700 900007,York',
  'Tony,Hoare,07700 900008,London',
  'Ada (work),Byron,07700 900001,London',
  'John,Backus,,London',
  'Radia,Perlman,abc,London',
  'Niklaus,Wirth,020 7946 0999,London',
].join('\n')

function writePeople(): string {
  const path = join(dirname(host.workspace), 'members.csv')
  writeFileSync(path, people)
  return path
}

describe('the main job', () => {
  it('is done by mouse alone, from a file of people to delivered messages', async () => {
    await importPeople()
    await drawWorkflow()
    await startAndReview()
    await expectAccessible(page, 'the review')
    await takePicture(page, 'review')
    await page.getByRole('button', { name: /Send to 8 people/ }).click()
    await expectAccessible(page, 'the confirmation')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Send 8 messages' }).click()
    await page.getByText('Delivered (8)').waitFor({ state: 'attached' })
    await expectAccessible(page, 'the dashboard')
    await takePicture(page, 'dashboard')
  })

  it('is done by keyboard alone, canvas included', async () => {
    await page.getByRole('heading', { level: 1 }).waitFor()
    await goTo('Import people')
    await focusOn('button', 'Choose a file…')
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Enter')
    await (await chooser).setFiles(writePeople())
    await press('button', 'Check the first rows')
    await press('button', /^Import/)
    await page.getByText('Show these people').waitFor()

    await goTo('Workflows')
    await press('button', 'New workflow')
    await press('button', /^Empty/)
    await press('button', /^Build audience/)
    await press('button', /^SMS/)
    await focusOn('textbox', /Message/)
    await page.keyboard.type('Friday at nine. See you!')
    await press('button', 'Start')
    await page.getByText('8 messages are ready for review').waitFor()
    await press('button', 'Review & send')
    await press('button', /Send to 8 people/)
    await press('button', 'Send 8 messages')
    await page.getByText('Delivered (8)').waitFor({ state: 'attached' })
  })
})

/** Runs a command of the palette. */
async function goTo(command: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.type(command)
  await page.getByRole('option', { name: command }).first().waitFor()
  await page.keyboard.press('Enter')
  // A new screen takes the focus to its heading, from where Tab goes on.
  await page.locator('h1:focus', { hasText: command }).waitFor()
}

/** How many stops a person may have to tab through before it counts as out of reach. */
const mostStops = 80

/** Tabs until the control has the focus, as a person without a mouse would. */
async function focusOn(role: 'button' | 'textbox', name: string | RegExp): Promise<void> {
  const target = page.getByRole(role, { name }).or(page.getByRole('link', { name })).first()
  await target.waitFor()
  await expect.poll(() => target.isEnabled()).toBe(true)
  for (let stop = 0; stop < mostStops; stop++) {
    // The settings follow the activity that has the focus, so a control may be gone for a few stops.
    const hasFocus = await target.evaluateAll(elements => elements.some(element => element.matches(':focus')))
    if (hasFocus) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${String(name)} cannot be reached by Tab.`)
}

async function press(role: 'button', name: string | RegExp): Promise<void> {
  await focusOn(role, name)
  await page.keyboard.press('Enter')
}

/** A button or a link that looks like one. */
function control(name: string): Locator {
  return page.getByRole('button', { name }).or(page.getByRole('link', { name })).first()
}

async function importPeople(): Promise<void> {
  await page.getByRole('link', { name: 'People' }).first().click()
  await control('Import people').waitFor()
  await expectAccessible(page, 'the empty list of people')
  await control('Import people').click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await (await chooser).setFiles(writePeople())
  await page.getByRole('heading', { name: 'Where each column goes' }).waitFor()
  await expectAccessible(page, 'the mapping of columns')
  await takePicture(page, 'import-mapping')
  await page.getByText('Take them over anyway').click()
  await page.getByRole('button', { name: 'Check the first rows' }).click()
  await page.getByText('Nothing is stored yet').waitFor()
  await expectAccessible(page, 'the first rows')
  await takePicture(page, 'import-check')
  await page.getByRole('button', { name: /^Import/ }).click()
  await page.getByText('Show these people').waitFor()
  await expectAccessible(page, 'the report of the import')
  await takePicture(page, 'import-report')
}

async function drawWorkflow(): Promise<void> {
  await page.getByRole('link', { name: 'Workflows' }).first().click()
  await page.getByRole('button', { name: 'New workflow' }).first().click()
  await page.getByRole('button', { name: /^Empty/ }).click()
  await page.getByRole('button', { name: /^Build audience/ }).click()
  await page.getByText('11', { exact: true }).waitFor()
  await page.getByRole('button', { name: /^SMS/ }).click()
  await page
    .getByRole('textbox', { name: /Message/ })
    .fill('Hello {{ first_name | default: "there" }}, see you on Friday.')
  await page.getByText('Hello Ada, see you on Friday.').waitFor()
  await expectAccessible(page, 'the canvas')
  await takePicture(page, 'canvas')
}

async function startAndReview(): Promise<void> {
  await page.locator('header').getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByText('8 messages are ready for review').waitFor()
  await takePicture(page, 'ready')
  await control('Review & send').click()
  await page.getByText('Why people are excluded').waitFor()
}
