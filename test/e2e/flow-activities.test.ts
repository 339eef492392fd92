import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { waitUntilSaved } from './support/saved.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window), { sample: true })

type Settings = Record<string, unknown>
interface Drawn {
  readonly id: number
  readonly document: {
    readonly activities: readonly { readonly id: string; readonly settings: Settings }[]
  }
}

const call = <T>(name: string, input: object): Promise<T> => callBeside<T>(host, name, input)

/** A workflow of activities that do not lead to one another, each labelled by its kind. */
async function draw(name: string, kinds: Readonly<Record<string, Settings>>): Promise<number> {
  const activities = Object.entries(kinds).map(([kind, settings], index) => {
    const position = { x: 60 + 260 * (index % 3), y: 60 + 140 * Math.floor(index / 3) }
    return { id: kind, kind, version: 1, label: kind, position, settings }
  })
  const document = { version: 1, activities, transitions: [] }
  return (await call<Drawn>('workflows.create', { name, document })).id
}

async function open(id: number, activity: string): Promise<void> {
  const address = `${host.origin}/#/workflows/${id}`
  if (page.url() !== address) await page.goto(address)
  await page.locator('.flow-node', { hasText: activity }).first().click()
  const label = page.locator('.flow-panel').getByRole('textbox', { name: 'Label' })
  await label.waitFor()
  expect(await label.inputValue()).toBe(activity)
}

async function settingsOf(id: number, activity: string): Promise<Settings | undefined> {
  await waitUntilSaved(page)
  const { document } = await call<Drawn>('workflows.get', { id })
  return document.activities.find(each => each.id === activity)?.settings
}

const weekdays = {
  schedule: {
    every: 'week',
    interval: 1,
    weekdays: [1, 2, 3, 4, 5],
    times: { kind: 'at', times: ['09:00'] },
    from: null,
    end: { kind: 'never' },
  },
  timeZone: 'Europe/Stockholm',
}
const yesAndNo = [
  { id: 'yes', label: '' },
  { id: 'no', label: '' },
]

describe('activities that say when and where it goes on', () => {
  it('a schedule says in words when it fires, while one chooses by keyboard', async () => {
    const id = await draw('Times', { scheduler: weekdays })
    await open(id, 'scheduler')
    const words = page.locator('.schedule-words')
    const firings = page.locator('.schedule-next li')
    expect(await words.textContent()).toBe('Every weekday at 09:00 in Europe/Stockholm')
    expect(await firings.count()).toBe(10)
    await page.getByLabel('Rhythm').selectOption('Monthly')
    await page.getByRole('button', { name: '1', exact: true }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('Every month on day 15 at 09:00 in Europe/Stockholm').waitFor()
    await page.getByLabel('Ends').selectOption('After n times')
    await page.getByLabel('Times', { exact: true }).fill('3')
    await page.getByText('Then never again').waitFor()
    expect(await firings.count()).toBe(4)
    await expectAccessible(page, 'the settings of a Scheduler')
    await takePicture(page, 'scheduler')
    expect(await settingsOf(id, 'scheduler')).toMatchObject({
      schedule: { every: 'month', on: { days: [15] }, end: { kind: 'after', firings: 3 } },
    })
  })

  it('a wait goes by a date of each person', async () => {
    const id = await draw('Waits', {
      wait: { until: 'duration', duration: { amount: 1, unit: 'days' }, window: null },
    })
    await open(id, 'wait')
    await page.getByLabel('End only at certain times of the week').check()
    await expectAccessible(page, 'a Wait for some time')
    await page.getByLabel('A date of each person').check()
    await page.locator('.flow-form').getByText('No date is chosen.').waitFor()
    await page.getByRole('combobox', { name: /^Date/ }).selectOption('Birthday')
    await page.getByRole('combobox', { name: 'When', exact: true }).selectOption('days before')
    await page.getByLabel('Days', { exact: true }).fill('3')
    await page.getByLabel('The next anniversary').check()
    await page.locator('.flow-form').getByText('No date is chosen.').waitFor({ state: 'detached' })
    await expectAccessible(page, 'a Wait by dates')
    expect(await settingsOf(id, 'wait')).toMatchObject({
      until: 'date',
      field: 'birthday',
      offset: -3,
      isYearly: true,
    })
  })

  it('a test, an approval and a fork name their ways out', async () => {
    const condition = { subject: 'people', operator: 'at-least', value: 1 }
    const id = await draw('Ways', {
      test: {
        branches: [{ id: 'branch-1', label: '', match: 'all', conditions: [condition] }],
        hasDefault: true,
      },
      approval: { question: '', answers: yesAndNo, expiry: { kind: 'never' } },
      fork: { branches: yesAndNo.map(({ label }, index) => ({ id: `branch-${index + 1}`, label })) },
    })
    await open(id, 'test')
    await page.getByRole('button', { name: 'Add condition' }).click()
    await page.getByLabel('What is looked at').last().selectOption('Variable')
    await page.getByText('This condition is not finished.').waitFor()
    await page.getByLabel('Variable', { exact: true }).fill('city')
    await page.getByLabel('Value').last().fill('Ghent')
    await page.getByText('Nothing sets the variable “city”').first().waitFor()
    await expectAccessible(page, 'the settings of a Test')

    await open(id, 'approval')
    await page.getByLabel('Question').fill('Does the text fit?')
    await page.getByRole('button', { name: 'Add answer' }).click()
    await page.getByLabel('Name of “Answer 3”').fill('Later')
    await page.getByLabel('Can be answered').selectOption('for some time')
    await page.getByLabel('Go on by an outlet of its own').check()
    await expectAccessible(page, 'the settings of an Approval')
    const outlets = page.locator('.flow-node', { hasText: 'approval' }).locator('.flow-outlet-name')
    expect((await outlets.allTextContents()).map(text => text.trim())).toEqual([
      'Yes',
      'No',
      'Later',
      'Expired',
    ])

    await open(id, 'fork')
    await page.getByRole('button', { name: 'Remove “Branch 1”' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Add branch' }).click()
    await page.getByRole('button', { name: 'Remove “Branch 1”' }).click()
    await expectAccessible(page, 'the settings of a Fork')
    expect(await settingsOf(id, 'fork')).toEqual({
      branches: [
        { id: 'branch-2', label: '' },
        { id: 'branch-3', label: '' },
      ],
    })
  })

  it('a signal is sent by hand, with the values that it needs', async () => {
    const id = await draw('By hand', {
      'external-signal': { parameters: [{ name: 'count', type: 'number', isRequired: true }] },
    })
    await call('workflows.start', { id })
    await open(id, 'external-signal')
    await page.getByRole('button', { name: 'Send signal…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Send the signal' })
    const send = dialog.getByRole('button', { name: 'Send signal' })
    expect(await send.isDisabled()).toBe(true)
    await dialog.getByLabel('count').fill('12')
    await expectAccessible(page, 'the values of a signal')
    await takePicture(page, 'send-signal')
    await dialog.getByLabel('count').press('Enter')
    await page.getByText('Signal “external-signal” sent').waitFor()
    await expect.poll(async () => (await call<{ total: number }>('workflows.runs', { id })).total).toBe(1)
    await call('workflows.stop', { id })
  })

  it('an end sends what another workflow declares, and jumps find each other', async () => {
    const target = await draw('Follow-up', { 'external-signal': { parameters: [] } })
    await open(target, 'external-signal')
    await page.getByRole('button', { name: 'Add value' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Count')
    await page.getByText('Small letters, digits and _').waitFor()
    await page.getByLabel('Name', { exact: true }).fill('count')
    await page.getByLabel('Type').selectOption('number')
    await page.getByText('Small letters, digits and _').waitFor({ state: 'detached' })
    await expectAccessible(page, 'the settings of an External signal')
    await waitUntilSaved(page)

    const id = await draw('Ends', {
      end: { stopsRun: false, signal: null },
      'jump-out': { name: '' },
      'jump-in': { name: 'Reminder' },
    })
    await open(id, 'end')
    await page.getByLabel('Send a signal to another workflow').check()
    await page.getByRole('combobox', { name: 'Workflow' }).click()
    await page.getByRole('option', { name: 'Follow-up' }).click()
    await page.getByText('“Follow-up” needs the value “count”').first().waitFor()
    await page.getByLabel('Where “count” comes from').selectOption('number of people')
    await page.getByText('“Follow-up” needs the value “count”').first().waitFor({ state: 'detached' })
    await expectAccessible(page, 'the settings of an End')

    await open(id, 'jump-out')
    await page.getByLabel('Name of the jump').fill('reminder')
    await page.locator('.flow-partners').getByRole('button', { name: 'jump-in' }).click()
    await page.locator('.flow-partners').getByRole('button', { name: 'jump-out' }).waitFor()
    await expectAccessible(page, 'the settings of a jump')
    expect(await settingsOf(id, 'end')).toEqual({
      stopsRun: false,
      signal: { workflowId: target, parameters: [{ name: 'count', value: { from: 'people' } }] },
    })
  })
})
