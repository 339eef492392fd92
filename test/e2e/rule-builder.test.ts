import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { useWindow } from './support/use-window.ts'

let page: Page

useWindow(window => void ({ page } = window), { sample: true })

describe('a rule of three levels', () => {
  it('is built by mouse, explained for one person, saved, frozen into a list and combined', async () => {
    await page.getByRole('link', { name: 'Audiences' }).first().click()
    await page.getByRole('link', { name: 'New audience' }).first().click()
    await page.getByRole('textbox', { name: 'Name' }).first().fill('North')
    const everyone = await count()

    await root().getByRole('button', { name: 'Group', exact: true }).click()
    const group = inner(root())
    await describeCountry(group, 0, 'SE')
    await group.getByRole('button', { name: 'Condition', exact: true }).click()
    await describeCountry(group, 1, 'NL')
    await expect.poll(count).toBeLessThan(everyone)
    const north = await count()

    await group.getByRole('button', { name: 'Group', exact: true }).click()
    const innermost = inner(group)
    await root().getByRole('radio', { name: 'All of' }).first().check({ force: true })
    await innermost.getByRole('radio', { name: 'Any of' }).check({ force: true })
    await innermost.getByRole('combobox', { name: 'About' }).selectOption({ label: 'What was sent' })
    await innermost.getByRole('combobox', { name: 'When' }).selectOption({ label: 'never' })
    await expect.poll(count).toBe(everyone)
    await innermost.getByRole('combobox', { name: 'About' }).selectOption({ label: 'Usable number' })
    await expect.poll(count).toBeGreaterThan(north)
    await expectAccessible(page, 'the rule builder')
    await takePicture(page, 'rule-builder')

    await explainFirstPerson()
    await expectAccessible(page, 'the rule builder with one person explained')
    await takePicture(page, 'rule-explained')

    const matching = await count()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Make a list of it' }).click()
    await page.getByRole('heading', { level: 1, name: 'List of North' }).waitFor()
    await expect.poll(count).toBe(matching)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText('0 came in, 0 went out.').waitFor()
    await expectAccessible(page, 'a list')
    await takePicture(page, 'audience-list')
    await combine()
  })

  it('is built by keyboard alone', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.type('New audience')
    await page.getByRole('option', { name: 'New audience' }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.locator('h1:focus', { hasText: 'New audience' }).waitFor()
    await tabTo(page.getByRole('textbox', { name: 'Name' }).first())
    await page.keyboard.type('By keyboard')
    const everyone = await count()

    await tabTo(root().getByRole('button', { name: 'Group', exact: true }))
    await page.keyboard.press('Enter')
    await typeCountry(inner(root()), 'SE')
    await expect.poll(count).toBeLessThan(everyone)
    const swedish = await count()
    await tabTo(inner(root()).getByRole('button', { name: 'Group', exact: true }))
    await page.keyboard.press('Enter')
    const innermost = inner(inner(root()))
    await typeCountry(innermost, 'GB')
    await expect.poll(count).toBeGreaterThan(swedish)
    const british = (await count()) - swedish
    await tabBackTo(innermost.getByRole('radio', { name: 'All of' }))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => innermost.getByRole('radio', { name: 'Except' }).isChecked()).toBe(true)
    // Swedish, or anything but British.
    await expect.poll(count).toBe(everyone - british)
    await expectAccessible(page, 'a rule that was built by keyboard')

    await page.keyboard.press('Control+s')
    await page.getByText('“By keyboard” was saved').waitFor()
    await page.waitForURL(/audiences\/\d+$/)
    await page.reload()
    await innermost.waitFor()
    expect(await innermost.getByRole('radio', { name: 'Except' }).isChecked()).toBe(true)
    await expect.poll(count).toBe(everyone - british)
  })
})

function root(): Locator {
  return page.locator('.rule-builder > .rule-group')
}

/** The group inside a group. */
function inner(group: Locator): Locator {
  return group.locator('> .rule-lines > .rule-line > .rule-group')
}

async function count(): Promise<number> {
  const shown = page.locator('.audience-size strong')
  await expect.poll(async () => /\d/.test((await shown.textContent()) ?? '')).toBe(true)
  return Number(((await shown.textContent()) ?? '').replace(/\D/g, ''))
}

async function describeCountry(group: Locator, line: number, code: string): Promise<void> {
  const value = group
    .locator('> .rule-lines > .rule-line')
    .nth(line)
    .getByRole('combobox', { name: /^Value for/ })
  await value.fill(code)
  await value.blur()
}

/** Tabs to the value of the first line of a group and types it. */
async function typeCountry(group: Locator, code: string): Promise<void> {
  await tabTo(group.getByRole('combobox', { name: /^Value for/ }).first())
  await page.keyboard.type(code)
}

async function explainFirstPerson(): Promise<void> {
  await page.getByRole('button', { name: 'Why is somebody in or out?' }).click()
  await page.getByRole('searchbox', { name: 'Name or number', exact: true }).fill('a')
  await page.locator('.rule-why-found button').first().click()
  await page.locator('.rule-why-verdict', { hasText: /is (in|out)/ }).waitFor()
  const lines = await page.locator('.rule-condition .rule-verdict').allTextContents()
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(line).toMatch(/Holds|Does not hold/)
}

/** Members without the people of the list. */
async function combine(): Promise<void> {
  await page.getByRole('link', { name: 'Audiences' }).first().click()
  await page.getByRole('button', { name: 'Combine' }).click()
  const dialog = page.getByRole('dialog', { name: 'Combine audiences' })
  await dialog.getByRole('radio', { name: 'Take away' }).check({ force: true })
  await dialog.getByRole('combobox', { name: 'Begin with' }).click()
  await page.getByRole('option', { name: 'Members' }).click()
  await dialog.getByRole('checkbox', { name: 'List of North' }).check()
  await dialog.getByRole('textbox', { name: 'Name of the new list' }).fill('Members elsewhere')
  await expectAccessible(page, 'the dialog that combines audiences')
  await takePicture(page, 'audience-combine')
  await dialog.getByRole('button', { name: 'Make the list' }).click()
  await page.locator('.row-name', { hasText: 'Members elsewhere' }).waitFor()
  await expectAccessible(page, 'the list of audiences')
  await takePicture(page, 'audiences')
}

const mostStops = 80

async function tabTo(target: Locator): Promise<void> {
  await moveTo(target, 'Tab')
}

async function tabBackTo(target: Locator): Promise<void> {
  await moveTo(target, 'Shift+Tab')
}

async function moveTo(target: Locator, key: string): Promise<void> {
  await target.first().waitFor({ state: 'attached' })
  for (let stop = 0; stop < mostStops; stop++) {
    if (await target.first().evaluate(element => element.matches(':focus'))) return
    await page.keyboard.press(key)
  }
  throw new Error(`${String(target)} cannot be reached by ${key}.`)
}
