import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { startModem, type StartedModem } from './support/modem.ts'
import { addLine, addPeople, confirmSending, openReview, waitForState } from './support/sending.ts'
import { useWindow } from './support/use-window.ts'

const people = 12
/** So slow that both of them get their share, however slow the machine. */
const latencyMs = 3_000
const free = { timing: { quietHours: { kind: 'off' } } } as const

let page: Page
let host: TestHost
useWindow(window => void ({ page, host } = window))

/** One of several modems, with a line of its own. */
async function addModem(name: string, number: number, limits: object = {}): Promise<StartedModem> {
  const plugged = await startModem({ latencyMs, number })
  await addLine(host, 'gsm-modem', { address: plugged.address, ...limits }, name)
  return plugged
}

describe('a delivery over two modems', () => {
  it('reaches everybody once although one of them is pulled out in the middle', async () => {
    const first = await addModem('Blue stick', 0)
    const second = await addModem('Red stick', 1, { dailyCap: 500 })
    await addPeople(host, people)
    await openReview({ host, page }, { ...free, pool: { kind: 'all-but', of: 'gsm-modem', lineIds: [] } })
    await page.getByText('Blue stick, Red stick').first().waitFor()
    await takePicture(page, 'pool-review')
    await confirmSending(page, `Send ${people} messages`)
    await expect.poll(() => second.modem.journal.messages.length).toBeGreaterThan(0)
    await page.getByRole('tab', { name: /^Lines/ }).click()
    await page.getByRole('table').getByRole('link', { name: 'Red stick' }).waitFor()
    await second.pullOut()
    await page.getByText('1 of 2 lines sends nothing').waitFor()
    await expectAccessible(page, 'lines of a delivery')
    await takePicture(page, 'pool-lines')
    const { counts } = await waitForState(host, 'finished')
    const reached = [...first.modem.journal.messages, ...second.modem.journal.messages].map(
      ({ recipient }) => recipient,
    )
    expect(new Set(reached).size).toBe(reached.length)
    // What was on its way when the cable came out may have arrived: nobody tries that again unasked.
    expect(counts.unknown).toBeLessThanOrEqual(1)
    expect(reached.length).toBeGreaterThanOrEqual(people - counts.unknown)
    expect(counts.failed).toBe(0)
    expect(first.modem.journal.messages.length).toBeGreaterThan(second.modem.journal.messages.length)
  })

  it('is set up by choosing lines, and each line by its limits', async () => {
    await addModem('Blue stick', 0)
    await addModem('Red stick', 1, { dailyCap: 500 })
    await page.evaluate(`location.hash = '#/lines'`)
    await page.getByRole('button', { name: 'More for Red stick' }).click()
    await page.getByRole('menuitem', { name: 'Edit…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Parts a day, at most').waitFor()
    await dialog.getByLabel('Sends from').fill('08:00')
    await dialog.getByLabel('Until').fill('20:00')
    await expectAccessible(page, 'limits of a line')
    await takePicture(page, 'line-limits')
    await dialog.getByRole('button', { name: 'Save line' }).click()
    await dialog.waitFor({ state: 'detached' })
    const lines = await callBeside<{ name: string; settings: object }[]>(host, 'lines.list', {})
    expect(lines.find(({ name }) => name === 'Red stick')?.settings).toMatchObject({
      dailyCap: 500,
      hours: { from: '08:00', to: '20:00' },
    })
  })
})
