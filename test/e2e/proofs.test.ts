import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Delivery } from '../../src/shared/contract/deliveries.ts'
import type { Proof } from '../../src/shared/contract/proofs.ts'
import { draw, everyDay } from '../support/workflow-world.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { addLine, addPeople, readDelivery, waitForState } from './support/sending.ts'
import { useWindow } from './support/use-window.ts'

let page: Page
let host: TestHost
useWindow(window => void ({ page, host } = window))

const call = <T>(name: string, input: object): Promise<T> => callBeside<T>(host, name, input)

async function addTester(): Promise<void> {
  await call('proofs.saveNumber', { name: 'Tess', phone: '+447700900901' })
}

/** Opens what a test person's messages are written with, and writes a first name there. */
async function writeFirstName(scope: Locator, name: string): Promise<void> {
  await scope.getByRole('button', { name: 'Data of Tess' }).click()
  const data = scope.getByRole('group', { name: 'Data of Tess' })
  await data.getByRole('textbox', { name: 'First name' }).fill(name)
  await data.getByRole('button', { name: 'Save data' }).click()
  await data.waitFor({ state: 'detached' })
}

async function sendProof(): Promise<void> {
  await page.getByRole('button', { name: 'Send a proof…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Proofs' })
  await dialog.getByRole('checkbox', { name: 'Tess' }).check()
  await writeFirstName(dialog, 'Tess')
  await dialog.getByRole('checkbox', { name: /own message/ }).check()
  await expectAccessible(page, 'proofs of test people')
  await takePicture(page, 'proofs-own')
  await dialog.getByRole('button', { name: /^Send \d proofs?$/ }).click()
  await dialog.getByText('Delivered').first().waitFor()
  await takePicture(page, 'proofs-sent')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
}

async function proofsOf(workflowId: number, activityId: string): Promise<(string | number | null)[][]> {
  const proofs = await call<Proof[]>('proofs.list', { of: { workflowId, activityId } })
  return proofs.map(({ kind, number, text }) => [kind, number, text])
}

describe('A message that is tried', () => {
  it('while it is written in the wizard, and its test people get the real one, counted apart', async () => {
    await addLine(host, 'simulator', {})
    await addPeople(host, 2)
    await addTester()
    await page.getByRole('link', { name: 'Deliveries' }).first().click()
    await page.getByRole('link', { name: 'Send to a group' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Spring')
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByRole('textbox', { name: /Message/ }).fill('Hi {{ first_name | default: "you" }}')
    await page.locator('.phone-bubble', { hasText: 'Hi Person 1' }).waitFor()
    await sendProof()
    expect((await proofsOf(1, 'message')).map(([kind, number]) => [kind, number])).toEqual([
      ['own', 2],
      ['person', 1],
    ])

    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Tess' }).check()
    await page.getByText('1 test person gets it too').waitFor()
    await expectAccessible(page, 'the rules of a message with test people')
    await takePicture(page, 'testers-rules')
    await page.getByRole('button', { name: 'Prepare and review' }).click()
    await page.getByText(/^1 test person gets it too: 1 part/).waitFor()
    await takePicture(page, 'testers-review')
    await page.getByRole('button', { name: 'Send to 2 people' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Send 2 messages' }).click()
    await waitForState(host, 'finished')
    const { counts } = await readDelivery(host)
    expect(counts.delivered + counts.accepted).toBe(2)
    await page.getByRole('tab', { name: 'Log' }).click()
    await page.getByRole('radio', { name: 'Proofs (3)' }).click()
    await page.getByText(/^Copy of the real message/).waitFor()
    await takePicture(page, 'testers-log')
  })

  it('in a recurring delivery, also on a day on which nobody would get it', async () => {
    await addLine(host, 'simulator', {})
    await addPeople(host, 1)
    await addTester()
    const rule = { type: 'field', field: 'last_name', operator: 'is', value: 'Nobody is called this' }
    const nobody = { version: 3, root: { type: 'group', match: 'all', items: [rule] } }
    const document = draw(
      {
        morning: { kind: 'scheduler', settings: { schedule: everyDay(['09:00']), timeZone: null } },
        people: { kind: 'build-audience', settings: { source: 'rule', rule: nobody } },
        sms: {
          kind: 'sms-recurring',
          settings: { content: { text: 'Happy birthday, {{ first_name }}!' }, aggregation: 'year' },
        },
      },
      ['morning>people', 'people>sms'],
      { timeZone: 'UTC' },
    )
    const { id } = await call<{ id: number }>('workflows.create', { name: 'Birthdays', document })
    await page.evaluate(`location.hash = '#/workflows/${id}'`)
    await page.locator('.flow-node', { hasText: 'sms' }).click()
    await sendProof()
    expect(await proofsOf(id, 'sms')).toEqual([['own', 1, 'Proof 1: Happy birthday, Tess!']])
    expect(await call<Delivery[]>('deliveries.list', {})).toEqual([])
  })
})
