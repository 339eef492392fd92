import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { Delivery } from '../../src/shared/contract/deliveries.ts'
import { drawGroupMessage, newGroupMessage } from '../../src/shared/workflow/group-message.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture, type WatchedPage } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let watched: WatchedPage
let page: Page

useWindow(window => void ({ host, watched, page } = window), { sample: true })

const call = <T>(name: string, input: object): Promise<T> => callBeside<T>(host, name, input)

/** A delivery to the sample's members, prepared. */
async function prepare(name: string): Promise<Delivery> {
  const message = {
    ...newGroupMessage,
    people: { source: 'audience' as const, audienceId: 1 },
    content: { text: 'We are open on Sunday.' },
    settings: { lineId: null, maxParts: 2, timing: { quietHours: { kind: 'off' as const } } },
  }
  const document = drawGroupMessage(message, { people: 'People', message: name })
  const { id } = await call<{ id: number }>('workflows.create', { name, document })
  await call('workflows.start', { id })
  const find = async () => (await call<Delivery[]>('deliveries.list', { workflowId: id }))[0]
  await expect.poll(async () => (await find())?.state, { timeout: 30_000 }).toBe('ready')
  return (await find()) ?? expect.fail('no delivery')
}

it('A dashboard tells what became of a delivery, and each number opens its messages', async () => {
  const { id, preparation } = await prepare('Opening hours')
  const { digest = '', toDeliver = 0 } = preparation ?? {}
  await call('deliveries.confirm', { id, digest, typedCount: toDeliver })
  await page.goto(`${host.origin}/#/deliveries/${id}`)
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
  expect(watched.complaints).toEqual([])
})

it('What waits for a person stands out in the list, and a number finds what it got', async () => {
  const { id, preparation } = await prepare('Opening hours')
  await page.getByRole('link', { name: 'Deliveries' }).first().click()
  await page.getByRole('row', { name: /Opening hours.*Waits for you/ }).waitFor()
  await page.getByRole('button', { name: 'Actions for “Opening hours”' }).click()
  await page.getByRole('menuitem', { name: 'Open delivery' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await expectAccessible(page, 'the list of deliveries')
  const { digest = '', toDeliver = 0 } = preparation ?? {}
  await call('deliveries.confirm', { id, digest, typedCount: toDeliver })
  const { rows } = await call<{ rows: { recipient: string }[] }>('deliveries.messages', { id, limit: 1 })
  await page.getByRole('link', { name: 'Find a number' }).click()
  await page.getByRole('searchbox', { name: 'Phone number' }).fill(rows[0]?.recipient ?? '')
  await page.getByRole('row', { name: /Opening hours/ }).waitFor()
  await expectAccessible(page, 'what a number got')
  expect(watched.complaints).toEqual([])
})

it('The calendar is walked through by keys and leads to a delivery', async () => {
  const { id, preparation } = await prepare('Opening hours')
  const { digest = '', toDeliver = 0 } = preparation ?? {}
  await call('deliveries.confirm', { id, digest, typedCount: toDeliver })
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
  await expect.poll(() => page.url()).toContain(`/deliveries/${id}`)
  expect(watched.complaints).toEqual([])
})
