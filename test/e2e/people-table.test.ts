import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import type { TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(
  async window => {
    ;({ host, page } = window)
    await page.getByRole('link', { name: 'People' }).first().click()
    await page.getByText('600 people', { exact: true }).waitFor()
  },
  { sample: true },
)

describe('the table of people', () => {
  it('is searched in names, numbers, fields and tags', async () => {
    await searchFor('traore')
    await expect.poll(shownNames).toContain('Hugo Traoré')
    await searchFor('06 39 98 43 97')
    await page.getByText('1 person found', { exact: true }).waitFor()
    await searchFor('orebro johansson')
    await expect.poll(shownNames).toContain('Åsa Johansson')
    await expectAccessible(page, 'people who were searched for')
    await takePicture(page, 'people-searched')

    await searchFor('xyzzy')
    await page.getByText('nobody found', { exact: true }).waitFor()
    await page.getByText('Nobody matches. Each word').waitFor()
    await expectAccessible(page, 'a search that finds nobody')
    await page.getByRole('button', { name: /clear/i }).click()
    await page.getByText('600 people', { exact: true }).waitFor()
  })

  it('is sorted by any column, also one that was chosen, and begins at its top again', async () => {
    await chooseColumn('Points')
    const points = page.getByRole('columnheader', { name: 'Points' })
    await page.getByRole('grid').focus()
    await page.keyboard.press('End')
    await points.getByRole('button').click()
    await expect.poll(() => points.getAttribute('aria-sort')).toBe('ascending')
    await expect.poll(firstRowIndex).toBe(2)
    const rising = await pointsShown()
    expect(rising).toEqual(rising.toSorted((left, right) => left - right))
    await points.getByRole('button').click()
    await expect.poll(() => points.getAttribute('aria-sort')).toBe('descending')
    await expect.poll(async () => (await pointsShown())[0]).toBeGreaterThan(rising.at(-1) ?? 0)
    const falling = await pointsShown()
    expect(falling).toEqual(falling.toSorted((left, right) => right - left))

    await page.reload()
    await page.getByRole('columnheader', { name: 'Points' }).waitFor()
    await expectAccessible(page, 'people with columns that were chosen')
  })

  it('is ticked from one end to the other, but for some, and worked on as it is filtered', async () => {
    await rows().nth(0).getByRole('gridcell').nth(2).click()
    await page.keyboard.press(' ')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+Space')
    await page.getByText('599 people selected', { exact: true }).waitFor()
    await page.keyboard.press('Escape')

    await searchFor('johansson')
    await expect.poll(shownNames).toContain('Åsa Johansson')
    const found = (await shownNames()).length
    await page.getByRole('checkbox', { name: 'Select all' }).click()
    await rows().nth(0).getByRole('checkbox').click()
    await page.getByText(`${found - 1} people selected`, { exact: true }).waitFor()
    await expectAccessible(page, 'a search that was ticked but for one')
    const saved = parse(readFileSync(await save(/CSV/)), { bom: true })
    expect(saved.slice(1).map(([, name]) => name)).toEqual(
      Array.from({ length: found - 1 }, () => 'Johansson'),
    )

    await page.getByRole('button', { name: 'Tag', exact: true }).click()
    await page.getByRole('menuitem', { name: 'New tag…' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Family')
    await page.keyboard.press('Enter')
    await page.getByText(`${found - 1} people were tagged Family`).waitFor()
    await page.getByRole('button', { name: 'Select nobody' }).click()
    await searchFor('famil')
    await page.getByText(`${found - 1} people found`, { exact: true }).waitFor()
  })

  it('makes rows current by a click, ticks them with Control and Shift, and opens them by name and by keys', async () => {
    const cell = (row: number) => rows().nth(row).getByRole('gridcell').nth(3)
    await cell(2).click()
    await expect.poll(() => rows().nth(2).getAttribute('data-current')).toBe('true')
    await cell(3).click({ modifiers: ['ControlOrMeta'] })
    await cell(6).click({ modifiers: ['Shift'] })
    await page.getByText('4 people selected', { exact: true }).waitFor()
    await cell(4).click({ modifiers: ['ControlOrMeta'] })
    await page.getByText('3 people selected', { exact: true }).waitFor()
    await rows().nth(8).getByRole('checkbox').click()
    await page.keyboard.press('Delete')
    await page
      .getByRole('alertdialog', { name: 'Delete 4 people?' })
      .getByRole('button', { name: 'Cancel' })
      .click()
    await page.getByRole('grid').focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => rows().nth(9).getAttribute('data-current')).toBe('true')

    const name = (await shownNames())[9] ?? ''
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'Hugo Traoré' }).click()
    await page.getByRole('heading', { level: 1, name: 'Hugo Traoré' }).waitFor()
    await page.goBack()
    // What was looked at stays where it was: the first row may be under the head.
    await page.getByRole('grid').focus()
    await page.keyboard.press('Home')
    await expect.poll(() => rows().first().getAttribute('data-current')).toBe('true')
    await cell(0).dblclick()
    await page.getByRole('heading', { level: 1, name: 'Hugo Traoré' }).waitFor()
  })

  it('is filtered by a rule that stays in the address and becomes an audience', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    const drawer = page.getByRole('dialog', { name: 'Filter people' })
    await drawer.getByRole('button', { name: 'Condition', exact: true }).click()
    const value = drawer.getByRole('combobox', { name: /^Value for/ })
    await value.fill('SE')
    await value.blur()
    await expect.poll(() => countOf(drawer)).toBeLessThan(600)
    const matching = await countOf(drawer)
    await expectAccessible(page, 'the filter of the people')
    await takePicture(page, 'people-filter')
    await drawer.getByRole('button', { name: 'Show these people' }).click()
    await page.getByText(`${matching} people found`, { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Filter: 1 condition' }).waitFor()

    await page.reload()
    await page.getByText(`${matching} people found`, { exact: true }).waitFor()
    await searchFor('johansson')
    await expect.poll(shownNames).toContain('Åsa Johansson')
    await page.getByRole('button', { name: 'Filter: 1 condition' }).click()
    await drawer.getByRole('link', { name: 'Make an audience of it' }).click()
    await page.getByRole('heading', { level: 1, name: 'New audience' }).waitFor()
    await page.getByRole('textbox', { name: 'Name' }).first().fill('Swedes')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Swedes' }).waitFor()
    await expect.poll(async () => numberIn(page.locator('.audience-size strong'))).toBe(matching)
    expect(parse(readFileSync(await save(/CSV/)), { bom: true })).toHaveLength(matching + 1)
  })
})

function rows(): Locator {
  return page.locator('.ui-table-row')
}

async function shownNames(): Promise<string[]> {
  return page.locator('.row-name').allTextContents()
}

async function searchFor(text: string): Promise<void> {
  await page.getByRole('searchbox').first().fill(text)
  await page.keyboard.press('Enter')
}

/** The menu stays open, so that more than one can be chosen. */
async function chooseColumn(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Choose columns' }).click()
  await page.getByRole('menuitemcheckbox', { name }).click()
  await page.keyboard.press('Escape')
}

async function firstRowIndex(): Promise<number> {
  return Number(await rows().first().getAttribute('aria-rowindex'))
}

async function pointsShown(): Promise<number[]> {
  const cells = await page.locator('.ui-table-row [data-align="end"]').allTextContents()
  return cells.filter(text => /\d/.test(text)).map(text => Number(text.replaceAll(/\D/g, '')))
}

async function countOf(drawer: Locator): Promise<number> {
  return numberIn(drawer.locator('.rule-count-number strong'))
}

async function numberIn(shown: Locator): Promise<number> {
  return Number(((await shown.textContent()) ?? '').replaceAll(/\D/g, ''))
}

async function save(format: RegExp): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).last().click()
  await page.getByRole('menuitem', { name: format }).click()
  const path = join(dirname(host.workspace), `saved-${Math.random()}`)
  await (await download).saveAs(path)
  return path
}
