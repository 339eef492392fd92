import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { useWindow } from './support/use-window.ts'

let page: Page

useWindow(window => void ({ page } = window), { sample: true })

const audience = () => page.getByRole('combobox', { name: 'Audience' })

it('A message begins with an audience, from its screen', async () => {
  await page.getByRole('link', { name: 'Audiences' }).first().click()
  await page.getByRole('link', { name: 'Members', exact: true }).first().click()
  await page.getByRole('link', { name: 'Send to these people' }).click()
  await expect.poll(() => audience().inputValue()).toBe('Members')
})

it('A message begins with the people that are ticked, who are kept in a list', async () => {
  await page.getByRole('link', { name: 'People' }).first().click()
  const boxes = page.getByRole('row').getByRole('checkbox')
  await boxes.nth(2).click()
  await boxes.nth(3).click()
  await page.getByRole('button', { name: 'Send to these people' }).click()
  await expect.poll(() => audience().inputValue()).toMatch(/^People for a message/)
  await page.getByRole('region', { name: 'People who match' }).getByText('2', { exact: true }).waitFor()
  await expectAccessible(page, 'a message to ticked people')
})

it('A message begins with one person, from their page', async () => {
  await page.getByRole('link', { name: 'People' }).first().click()
  await page.getByRole('row').nth(2).dblclick()
  await page.getByRole('link', { name: 'Send a message' }).click()
  await page.locator('.wizard-people').waitFor()
  await expect.poll(() => page.getByText('person matches').count()).toBe(1)
})

it('A workflow of two activities is opened step by step from the list', async () => {
  await page.getByRole('link', { name: 'Workflows' }).first().click()
  await page
    .getByRole('button', { name: /^Actions for/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Open step by step' }).click()
  await page.locator('.ui-steps li[aria-current="step"]', { hasText: 'People' }).waitFor()
})
