import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { draw, everyDay, given } from '../support/workflow-world.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { waitUntilSaved } from './support/saved.ts'
import { addLine, addPeople, openReview, readDelivery } from './support/sending.ts'
import { useWindow } from './support/use-window.ts'

let page: Page
let host: TestHost
useWindow(window => void ({ page, host } = window))

/** Lines beside the simulated modem that every workspace begins with; so many in all. */
async function addLines(count: number): Promise<void> {
  for (let index = 2; index <= count; index += 1) {
    await addLine(host, 'simulator', {}, `Stick ${index}`)
  }
}

/** Opens the choice of the line and takes one of its options. */
async function chooseLine(option: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Line', exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

const linesOf = (name: RegExp) => page.getByRole('group', { name }).getByRole('checkbox')

it('has a delivery shared by lines that are chosen among many, and found by their names', async () => {
  await addLines(20)
  await addPeople(host, 2)
  await openReview({ host, page })
  await page.getByRole('button', { name: 'Edit', exact: true }).first().click()
  await chooseLine('Several lines…')
  await page.getByRole('group', { name: 'Lines that share it (1 of 20)' }).waitFor()
  await page.getByRole('searchbox', { name: 'Find a line' }).fill('stick 1')
  await expect.poll(() => linesOf(/^Lines that share it/).count()).toBe(10)
  await page.getByRole('checkbox', { name: 'Stick 17', exact: true }).click()
  await page.getByRole('group', { name: 'Lines that share it (2 of 20)' }).waitFor()
  await page.getByRole('searchbox', { name: 'Find a line' }).fill('')
  await expect.poll(() => linesOf(/^Lines that share it/).count()).toBe(20)
  await expectAccessible(page, 'lines of a draft')
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.getByRole('checkbox', { name: 'Stick 2', exact: true }).scrollIntoViewIfNeeded()
      await takePicture(page, `pool-choice-${width}-${colorScheme}`)
    }
  }
  await page.getByRole('button', { name: /^Save/ }).first().click()
  const pool = async () => (await readDelivery(host)).settings.pool
  await expect.poll(pool).toEqual({ kind: 'these', lineIds: [1, 17] })
})

it('has a recurring activity shared by all lines of a kind but one', async () => {
  await addLines(3)
  const morning = {
    kind: 'scheduler',
    settings: { schedule: everyDay(['09:00']), timeZone: null },
  } as const
  const sms = { kind: 'sms-recurring', settings: { ...given.sms.settings, aggregation: 'year' } } as const
  const document = draw({ morning, people: given.everyone, sms }, ['morning>people', 'people>sms'], {
    timeZone: 'UTC',
  })
  const { id } = await callBeside<{ id: number }>(host, 'workflows.create', { name: 'Days', document })
  await page.evaluate(`location.hash = '#/workflows/${id}'`)
  await page.locator('.flow-node', { hasText: 'sms' }).click()
  await chooseLine('All simulated modems')
  await page.getByRole('group', { name: 'Lines that share it (3 of 3)' }).waitFor()
  expect(await page.getByRole('searchbox', { name: 'Find a line' }).count()).toBe(0)
  await page.getByRole('checkbox', { name: 'Stick 2', exact: true }).click()
  await page.getByRole('group', { name: 'Lines that share it (2 of 3)' }).waitFor()
  await waitUntilSaved(page)
  await takePicture(page, 'pool-recurring')
  type Saved = { document: { activities: { id: string; settings: { delivery?: object } }[] } }
  const saved = async () => {
    const workflow = await callBeside<Saved>(host, 'workflows.get', { id })
    return workflow.document.activities.find(each => each.id === 'sms')?.settings.delivery
  }
  await expect.poll(saved).toMatchObject({ pool: { kind: 'all-but', of: 'simulator', lineIds: [2] } })
})
