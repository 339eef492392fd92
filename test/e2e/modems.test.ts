import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { startSimulatedModem, type SimulatedModem } from '../../src/main/engine/simulate.ts'
import { openPty } from '../../src/main/host/open-pty.ts'
import { systemClock } from '../../src/main/host/system-clock.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { useWindow } from './support/use-window.ts'

let folder: string
let modem: SimulatedModem
let page: Page

afterEach(() => modem.close())
useWindow(
  async window => {
    ;({ page } = window)
    folder = createTemporaryFolder()
    modem = startSimulatedModem({
      clock: systemClock,
      random: createSeededRandom(1),
      latencyMs: 5,
      speed: 10,
      keepsJournal: true,
    })
    await page.getByRole('link', { name: 'Lines' }).click()
    await page.getByRole('heading', { name: 'Lines', level: 1 }).waitFor()
  },
  { sample: true },
)

const address = (): string => join(folder, 'modem')

/** Plugs the modem into a terminal that a name of its own leads to; what is returned pulls it out. */
async function plugIn(): Promise<() => void> {
  const { path, stream } = await openPty()
  rmSync(address(), { force: true })
  symlinkSync(path, address())
  modem.attach(stream)
  return () => void stream.destroy()
}

async function addModem(): Promise<void> {
  await page.getByRole('button', { name: 'Add line' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /^Name/ }).fill('Blue stick')
  await dialog.getByRole('textbox', { name: /^Address/ }).fill(address())
  await dialog.getByRole('textbox', { name: 'Balance code' }).fill('*100#')
  await dialog.getByLabel('Price of one part').first().fill('0.05')
  await expectAccessible(page, 'the form of a modem')
  await dialog.getByRole('button', { name: 'Save line' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Blue stick' }).click()
  await page.getByRole('heading', { name: 'Blue stick', level: 1 }).waitFor()
}

const state = (name: string) => page.locator('.ui-page-header').getByText(name)

// Windows has no pseudo terminals.
describe.skipIf(process.platform === 'win32')('A modem at a port', () => {
  it('is added, tells of itself, goes away and comes back, and sends a test message', async () => {
    const pullOut = await plugIn()
    await addModem()
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await state('Ready').waitFor()
    await page.getByText('350000000000017').waitFor()
    await page.getByRole('button', { name: 'Ask now' }).click()
    await page.getByText('12.34').waitFor()
    await expectAccessible(page, 'the overview of a line')
    await takePicture(page, 'line-overview')

    pullOut()
    await state('Out of order').waitFor()
    await page.getByRole('alert').first().waitFor()
    await plugIn()
    await state('Ready').waitFor()

    await page.getByRole('tab', { name: 'Test message' }).click()
    await page.getByLabel('Your number').fill('+44 7700 900123')
    await page.getByRole('button', { name: 'Send test message' }).click()
    await page.getByText('The network took it.').waitFor()
    await expect
      .poll(() => modem.journal.messages.map(({ recipient }) => recipient))
      .toEqual(['+447700900123'])
    await expectAccessible(page, 'the test of a line')

    await page.getByRole('tab', { name: 'Conversation' }).click()
    await page.getByText('AT+CMGS=').first().waitFor()
    await page.getByLabel('Ask the modem').fill('AT+CGMR')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.locator('.line-log').getByText('AT+CGMR').last().waitFor()
    await expectAccessible(page, 'the conversation with a modem')
    await takePicture(page, 'line-log')
  })
})

describe('An address that a person types', () => {
  it('is put right, and tells why nobody answers there and what to do', async () => {
    await page.getByRole('button', { name: 'Add line' }).click()
    const dialog = page.getByRole('dialog')
    const name = dialog.getByRole('textbox', { name: /^Name/ })
    await dialog.getByRole('button', { name: 'Save line' }).click()
    // What is missing comes into view.
    await expect.poll(() => name.evaluate(element => element.matches(':focus'))).toBe(true)
    const field = dialog.getByRole('textbox', { name: /^Address/ })
    await field.fill('127.0.0.1:1')
    await dialog.getByRole('button', { name: 'Check', exact: true }).click()
    await dialog.getByText('A port in the network is written tcp://host:port.').waitFor()
    await dialog.getByRole('button', { name: 'Write tcp://127.0.0.1:1' }).click()
    await expect.poll(() => field.inputValue()).toBe('tcp://127.0.0.1:1')
    await dialog.getByRole('button', { name: 'Check', exact: true }).click()
    await dialog.getByRole('alert').getByText('Nobody answers at tcp://127.0.0.1:1.').waitFor()
    await dialog.getByText('Look whether the serial server is switched on').waitFor()
    await expectAccessible(page, 'why a port does not open')
    await takePicture(page, 'line-port-advice')
    const { address: there, close } = await modem.listen(0)
    await field.fill(there)
    await dialog.getByRole('button', { name: 'Check', exact: true }).click()
    await dialog.getByText('Campanile Simulated modem answers here').waitFor()
    await close()
  })
})

describe('A simulated person', () => {
  it('gets a message on a phone that is shown, and answers from there', async () => {
    await page.getByRole('link', { name: 'Simulated modem' }).click()
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await state('Ready').waitFor()
    await page.getByRole('tab', { name: 'Test message' }).click()
    await page.getByLabel('Your number').fill('+44 7700 900123')
    await page.getByRole('textbox', { name: 'Message' }).fill('Are you coming?')
    await page.getByRole('button', { name: 'Send test message' }).click()
    await page.getByText('The network took it.').waitFor()
    await page.getByRole('tab', { name: 'Phones' }).click()
    await page.locator('.line-phone').getByText('Are you coming?').waitFor()
    await page.getByLabel('Answer as +44 7700 900123').fill('Yes, with pleasure')
    await page.locator('.line-phone').getByRole('button', { name: 'Send' }).click()
    await page.locator('.line-phone').getByText('Yes, with pleasure').waitFor()
    await expectAccessible(page, 'the phones of a simulator')
    await takePicture(page, 'line-phones')
    await page.getByRole('tab', { name: 'Overview' }).click()
    await page.getByRole('group', { name: 'Received: 1' }).waitFor()
  })
})
