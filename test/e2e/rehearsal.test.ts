import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { everyone } from '../../src/shared/rule.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window), { sample: true })

const times = { kind: 'at', times: ['09:00'] }
const daily = { every: 'day', interval: 1, times, from: null, end: { kind: 'never' } }

/** Everybody every day, an hour later a question, then an SMS. */
const document = {
  version: 1,
  activities: [
    ['daily', 'scheduler', { schedule: daily, timeZone: null }],
    ['all', 'build-audience', { source: 'rule', rule: everyone }],
    [
      'ask',
      'approval',
      {
        question: 'Go?',
        answers: [
          { id: 'yes', label: 'Go ahead' },
          { id: 'no', label: 'Not today' },
        ],
        expiry: { kind: 'never' },
      },
    ],
    [
      'sms',
      'sms',
      {
        content: { text: 'Hello {{ first_name | default: "you" }}' },
        delivery: { lineId: null, maxParts: 3 },
        outbound: 'none',
      },
    ],
  ].map(([id, kind, settings], index) => {
    return { id, kind, version: 1, label: id, position: { x: 60 + 260 * index, y: 80 }, settings }
  }),
  transitions: [
    ['daily', 'fired', 'all'],
    ['all', 'result', 'ask'],
    ['ask', 'yes', 'sms'],
  ].map(([from, outlet, to]) => ({ id: `${from}-${to}`, from, outlet, to })),
}

const call = <T>(name: string, input: object): Promise<T> => callBeside<T>(host, name, input)

describe('the rehearsal of a workflow', () => {
  it('shows counts on the drawing, texts, cost and when what would happen, and nothing is prepared', async () => {
    const { id } = await call<{ id: number }>('workflows.create', { name: 'Daily', document })
    await page.goto(`${host.origin}/#/workflows/${id}`)
    await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
    const panel = page.getByRole('dialog', { name: 'Rehearsal' })
    await panel.getByLabel('Firings of each schedule').fill('2')
    await panel.getByRole('button', { name: 'Rehearse', exact: true }).press('Enter')
    await panel.getByText('2 runs').waitFor()
    await panel.getByRole('region', { name: 'sms' }).getByText('Hello').first().waitFor()
    await expectAccessible(page, 'the rehearsal')
    await takePicture(page, 'rehearsal')
    await panel.getByRole('button', { name: 'See the counts on the drawing' }).click()
    await page.getByText('The counts are those of a rehearsal').waitFor()
    await expect.poll(() => page.locator('.flow-count').count()).toBe(2)
    await expectAccessible(page, 'the rehearsal')
    await takePicture(page, 'rehearsal-drawing')
    await page.getByRole('button', { name: 'Show the 1,200 people' }).first().click()
    const people = page.getByRole('dialog', { name: 'all → ask' })
    await expect.poll(() => people.getByRole('listitem').count()).toBe(12)
    await people.getByText('12 of the 1,200 people').waitFor()
    await expectAccessible(page, 'people of a rehearsal')
    await page.keyboard.press('Escape')
    await people.waitFor({ state: 'detached' })
    expect(await call('deliveries.list', {})).toEqual([])
    await page.getByRole('button', { name: 'Leave the rehearsal' }).click()
    await expect.poll(() => page.locator('.flow-count').count()).toBe(0)
  })
})
