import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { useWindow } from './support/use-window.ts'

let page: Page

useWindow(
  async window => {
    ;({ page } = window)
    await page.getByRole('link', { name: 'Deliveries' }).first().click()
    await page.getByRole('link', { name: 'Send to a group' }).click()
  },
  { sample: true },
)

const next = () => page.getByRole('button', { name: 'Next', exact: true }).click()
const message = () => page.getByRole('textbox', { name: /Message/ })
const parts = () => page.getByLabel('Parts at most')
const template = () => page.getByRole('combobox', { name: 'Template' })

async function prepare(text: string): Promise<void> {
  await next()
  await message().fill(text)
  await next()
  await next()
  await page.getByRole('button', { name: 'Prepare and review' }).click()
  await page.getByRole('button', { name: /Send to \d+ people/ }).waitFor()
}

it('A template fills in the text; what was written before is asked about', async () => {
  await template().selectOption({ label: 'Thank-you' })
  await next()
  await expect.poll(() => message().inputValue()).toContain('thank you for your visit')
  await message().fill('My own words.')
  await page.getByRole('button', { name: 'People', exact: true }).click()
  await template().selectOption({ label: 'Announcement' })
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('Begin with “Announcement”?').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await next()
  await expect.poll(() => message().inputValue()).toBe('My own words.')
})

it('A message is kept as a template with its settings, taken again, renamed and removed', async () => {
  await next()
  await message().fill('Members only.')
  await next()
  await next()
  await parts().fill('2')
  await page.getByRole('button', { name: 'Save as template' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Label of the template' }).fill('For members')
  await expectAccessible(page, 'keeping a template')
  await dialog.getByRole('button', { name: 'Save template' }).click()
  await page.getByText('Template “For members” saved').waitFor()

  await page.getByRole('link', { name: 'Deliveries' }).first().click()
  await page.getByRole('link', { name: 'Send to a group' }).first().click()
  await template().selectOption({ label: 'For members' })
  await page.getByRole('button', { name: 'Templates: rename, remove' }).click()
  await page.getByRole('button', { name: 'Rename the template For members' }).click()
  await page.getByRole('textbox', { name: 'Label of the template' }).fill('Members')
  await expectAccessible(page, 'the templates')
  await takePicture(page, 'delivery-templates')
  await page.getByRole('button', { name: 'Save template' }).click()
  await page.getByRole('button', { name: 'Remove the template Members' }).click()
  await page.getByRole('button', { name: 'Remove template' }).click()
  await page.getByRole('button', { name: 'Remove the template Members' }).waitFor({ state: 'detached' })
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()
  await next()
  await expect.poll(() => message().inputValue()).toBe('Members only.')
  await next()
  await next()
  await expect.poll(() => parts().inputValue()).toBe('2')
})

it('A delivery is described at any time, found by that, and its activity is called the same', async () => {
  await prepare('We are open on Sunday.')
  await page.getByRole('link', { name: 'Deliveries' }).first().click()
  await page.locator('.row-name').first().click()
  await page.getByRole('button', { name: 'More about this delivery' }).click()
  await page.getByRole('menuitem', { name: 'Change properties' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Label' }).fill('Sunday opening')
  await dialog.getByRole('combobox', { name: 'Tags' }).or(dialog.getByLabel('Tags')).first().fill('sundays')
  await page.keyboard.press('Enter')
  await expectAccessible(page, 'the properties of a delivery')
  await dialog.getByRole('button', { name: 'Save properties' }).click()
  await page.getByRole('heading', { name: 'Sunday opening' }).waitFor()
  await page.getByRole('button', { name: /Send to \d+ people/ }).waitFor()

  await page.locator('.delivery-from a').click()
  await page.locator('.flow-node', { hasText: 'Sunday opening' }).click()
  await page.getByText('The delivery of the last run').waitFor()
  await expect.poll(() => page.getByRole('combobox', { name: 'Line' }).isDisabled()).toBe(true)
  await expect.poll(() => template().isDisabled()).toBe(true)
  await expect.poll(() => message().isEnabled()).toBe(true)
  await expectAccessible(page, 'an activity that has made its delivery')
  await page.getByRole('link', { name: 'Open delivery' }).click()
  await page.getByRole('heading', { name: 'Sunday opening' }).waitFor()

  await page.getByRole('link', { name: 'Deliveries' }).first().click()
  await page.getByRole('combobox', { name: 'Tags' }).selectOption({ label: 'sundays' })
  await page.locator('.row-name', { hasText: 'Sunday opening' }).waitFor()
})
