import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { waitUntilSaved } from './support/saved.ts'
import { useWindow } from './support/use-window.ts'

let page: Page
let host: TestHost

useWindow(
  async window => {
    ;({ page, host } = window)
    await openMessage()
  },
  { sample: true },
)

/** Opens the settings of an SMS to everyone of the sample. */
async function openMessage(): Promise<void> {
  const [audience] = await callBeside<{ id: number }[]>(host, 'audiences.list', {})
  await callBeside(host, 'snippets.save', { name: 'Sign', text: 'Yours, {{ first_name }}' })
  await callBeside(host, 'proofs.saveNumber', { name: 'My phone', phone: '+447700900111' })
  const common = { version: 1, position: { x: 0, y: 0 } }
  const text = 'Dear {{ first_name | default: "friend" }}, {% snippet sign %}'
  const content = { text, language: 'en', footer: { kind: 'on' } }
  const activities = [
    {
      ...common,
      id: 'a',
      kind: 'build-audience',
      label: 'People',
      settings: { source: 'audience', audienceId: audience?.id },
    },
    {
      ...common,
      id: 's',
      kind: 'sms',
      label: 'Letter',
      position: { x: 328, y: 0 },
      settings: { content, delivery: { lineId: null, maxParts: 4 }, outbound: 'none' },
    },
  ]
  const transitions = [{ id: 't', from: 'a', outlet: 'result', to: 's' }]
  const document = { version: 1, activities, transitions }
  const { id } = await callBeside<{ id: number }>(host, 'workflows.create', { name: 'Content', document })
  await page.goto(`${host.origin}/#/workflows/${id}`)
  await page.getByRole('group', { name: 'Letter', exact: true }).click()
  await page.locator('.audience-count-cases').waitFor()
}

describe('A message', () => {
  it('is counted over its audience, in the panel and for those who hear it', async () => {
    await page.getByText('All together').waitFor()
    await expectAccessible(page, 'the content in the panel')
    await takePicture(page, 'content-panel')
  })

  it('is sent as a proof of the person who is shown, and the proof says what became of it', async () => {
    await page.getByRole('button', { name: 'Send a proof…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Proofs' })
    await dialog.getByRole('checkbox', { name: 'My phone' }).check()
    await dialog.getByRole('button', { name: 'Send 1 proof' }).click()
    await dialog.getByText('Delivered').waitFor()
    await expectAccessible(page, 'the proofs')
    await takePicture(page, 'content-proofs')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })

  it('shows the faults of a snippet where it is written', async () => {
    await page.getByRole('button', { name: 'Snippet', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Manage snippets…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Snippets' })
    await dialog.getByRole('textbox', { name: 'Text of the snippet' }).fill('At {{ shop }}')
    await dialog.getByText('There is no field “shop”').waitFor()
    await expectAccessible(page, 'the snippets')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })

  it('is written in another language, which begins as a copy', async () => {
    await page.getByRole('button', { name: 'Add a language' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox').first().fill('French')
    await page
      .getByRole('option', { name: /^French/ })
      .first()
      .click()
    await dialog.getByRole('button', { name: 'Add language' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(() => page.getByRole('radio', { name: 'French' }).isChecked()).toBe(true)
    await page.getByRole('textbox', { name: 'Message' }).fill('Bonjour {{ first_name }}')
    await page.locator('.phone-bubble', { hasText: 'Bonjour' }).waitFor()
    await waitUntilSaved(page)
    await expectAccessible(page, 'a message in two languages')
  })
})
