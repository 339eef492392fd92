import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { draw, everyDay } from '../support/workflow-world.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

const day = 86_400_000
/** Days of the month that is simulated on which somebody has a birthday; on one of them two people do. */
const birthdays = [3, 6, 6, 11, 20]

let page: Page
let host: TestHost
useWindow(window => void ({ host, page } = window), { handClock: true })

const call = <T>(name: string, input: object): Promise<T> => callBeside<T>(host, name, input)

/** Fires at the time of day at which the test began, so that a day passed at once ends on the day of its firing. */
function birthdayWorkflow(): object {
  const time = new Date().toISOString().slice(11, 16)
  const rule = { type: 'field', field: 'birthday', operator: 'anniversary-today' }
  const bornToday = { version: 3, root: { type: 'group', match: 'all', items: [rule] } }
  return draw(
    {
      morning: { kind: 'scheduler', settings: { schedule: everyDay([time]), timeZone: null } },
      people: { kind: 'build-audience', settings: { source: 'rule', rule: bornToday } },
      sms: {
        kind: 'sms-recurring',
        settings: {
          content: { text: 'Happy birthday, {{ first_name }}!' },
          delivery: { lineId: null, maxParts: 3 },
          aggregation: 'year',
          confirmation: 'series',
        },
      },
    },
    ['morning>people', 'people>sms'],
    { timeZone: 'UTC' },
  )
}

/** Somebody who was born so many days from today, thirty years ago; a year that had a 29th of February. */
async function addPerson(index: number, inDays: number): Promise<void> {
  const birthday = `1996${new Date(Date.now() + inDays * day).toISOString().slice(4, 10)}`
  const phone = `+44770090000${index + 1}`
  await call('people.create', { phone, firstName: `Person ${index + 1}`, fields: { birthday } })
}

async function startBirthdays(): Promise<void> {
  await call('people.addField', { label: 'Birthday', type: 'date' })
  for (const [index, inDays] of birthdays.entries()) await addPerson(index, inDays)
  const document = birthdayWorkflow()
  const { id } = await call<{ id: number }>('workflows.create', { name: 'Birthdays', document })
  await call('workflows.start', { id })
}

async function openSeries(): Promise<void> {
  await page.getByRole('link', { name: 'Deliveries', exact: true }).first().click()
  await page.getByRole('link', { name: 'sms', exact: true }).click()
  await page.getByRole('button', { name: 'Pause series' }).waitFor()
}

/** Moves on by a day, and waits until the firing of that day is told of. */
async function passDay(): Promise<void> {
  const latest = page.getByRole('region', { name: 'Latest firings' })
  const before = await latest.innerText()
  host.advance(day)
  await expect.poll(() => latest.innerText()).not.toBe(before)
}

/** What the button of the firing says that comes so many days from today. */
function takeOutInDays(days: number): RegExp {
  const options = { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' } as const
  const date = new Intl.DateTimeFormat('en-GB', options).format(Date.now() + days * day)
  return new RegExp(`^Take out .*${date}`)
}

/** A number above the tables; it opens what stands behind it. */
const figure = (name: string) =>
  page
    .getByRole('region', { name: 'What the executions come to' })
    .getByRole('link', { name: new RegExp(`^${name}`) })

async function expectFigure(name: string, value: number): Promise<void> {
  await figure(name).waitFor()
  await expect.poll(() => figure(name).innerText()).toMatch(new RegExp(`^${name}\\s+${value}\\b`))
}

describe('a recurring delivery', () => {
  it('congratulates everyone once over a month, without the firing that was taken out', async () => {
    await startBirthdays()
    await openSeries()
    await expectAccessible(page, 'a recurring delivery that has not fired')
    await takePicture(page, 'series-new')
    await page.getByRole('button', { name: 'Confirm series…' }).first().click()
    await takePicture(page, 'series-confirm')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Confirm series' }).click()
    await page.getByRole('button', { name: 'Take confirmation back' }).waitFor()

    await page.getByRole('tab', { name: 'Firings' }).click()
    const next = page.getByRole('region', { name: 'Next ten firings' })
    await expect.poll(() => next.getByRole('listitem').count()).toBe(10)
    await next.getByRole('button', { name: takeOutInDays(3) }).click()
    await next.getByText('Taken out', { exact: true }).waitFor()
    await expectAccessible(page, 'the firings of a recurring delivery')
    await takePicture(page, 'series-firings')
    for (let count = 0; count < 30; count += 1) await passDay()

    await page.getByText('Had been taken out').or(page.getByText('Made an execution')).first().waitFor()
    await expectSums()
    await expectPeople()
    await expectList()
  })
})

/** What a year, its executions and the whole say is the same. */
async function expectSums(): Promise<void> {
  const { sums } = await call<{ sums: { toDeliver: number; deliveries: number } }>('series.get', { id: 1 })
  expect(sums.toDeliver).toBe(birthdays.length - 1)
  await expectFigure('Delivered', sums.toDeliver)
  await expectFigure('Executions', sums.deliveries)
  await page.getByRole('tab', { name: /^Deployment/ }).click()
  const years = page.getByRole('grid', { name: 'Deployment' })
  await years.getByRole('link').first().waitFor()
  await expectAccessible(page, 'the periods of a recurring delivery')
  await takePicture(page, 'series-deployment')
  await years.getByRole('link').first().click()
  await page.getByRole('button', { name: 'All periods' }).waitFor()
  await page
    .getByRole('grid', { name: /^Executions of/ })
    .getByRole('link')
    .first()
    .click()
  await page.getByText('execution of').waitFor()
  await takePicture(page, 'series-execution')
}

/** A number of the whole opens its people, and so does one of a period. */
async function expectPeople(): Promise<void> {
  const congratulated = birthdays.length - 1
  await page.getByRole('link', { name: 'its series' }).click()
  await figure('Delivered').click()
  const people = page.getByRole('grid', { name: 'People' })
  await expect.poll(() => people.getByText('Delivered', { exact: true }).count()).toBe(congratulated)
  await expectAccessible(page, 'the people behind a number of a recurring delivery')
  await takePicture(page, 'series-people')
  await page.getByRole('tab', { name: /^Deployment/ }).click()
  const years = page.getByRole('grid', { name: 'Deployment' })
  await years
    .getByRole('link', { name: String(congratulated), exact: true })
    .last()
    .click()
  await page.getByRole('button', { name: /^Only / }).waitFor()
  await expect.poll(() => people.getByText('Delivered', { exact: true }).count()).toBe(congratulated)
}

/** Executions are listed only where somebody asks for them. */
async function expectList(): Promise<void> {
  await page.getByRole('link', { name: 'Deliveries', exact: true }).first().click()
  const rows = page.getByRole('grid', { name: 'Deliveries' }).getByRole('link', { name: 'sms', exact: true })
  await expect.poll(() => rows.count()).toBe(1)
  await page.getByLabel('Show recurring executions').check()
  await expect.poll(() => rows.count()).toBeGreaterThan(3)
  await expectAccessible(page, 'deliveries with recurring executions')
  await takePicture(page, 'series-list')
}
