import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { readSheets } from '../support/read-workbook.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import type { TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window))

const names = ['Ada', 'Alan', 'Grace', 'Edsger', 'Barbara', 'Donald', 'Frances', 'Tony', '=Eve']

/** Nine people through the window, the last of them with a name that a spreadsheet would calculate, and a twin of Ada. */
async function importPeople(): Promise<void> {
  const rows = names.map((name, index) => `${name},Person,0770090000${index + 1}`)
  const path = join(dirname(host.workspace), 'members.csv')
  writeFileSync(path, ['First name,Last name,Mobile', ...rows, 'Ada L.,,07700900001'].join('\n'))
  await page.getByRole('link', { name: 'People' }).first().click()
  await page.getByRole('link', { name: 'Import people' }).first().click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await (await chooser).setFiles(path)
  await page.getByRole('radio', { name: /^Add those of another name/ }).check()
  await page.getByRole('button', { name: 'Check the first rows' }).click()
  await page.getByRole('button', { name: /^Import/ }).click()
  await page.getByText('Show these people').waitFor()
  await page.getByRole('link', { name: 'People' }).first().click()
  await page.getByText('10 people', { exact: true }).waitFor()
}

async function save(format: RegExp): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).last().click()
  await page.getByRole('menuitem', { name: format }).click()
  const path = join(dirname(host.workspace), `saved-${Math.random()}`)
  await (await download).saveAs(path)
  return path
}

const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })

describe('a list of people', () => {
  it('is ticked, tagged, filtered by the tag and exported, and the file read back', async () => {
    await importPeople()
    await row('Ada Person').getByRole('checkbox').click()
    await row('Grace Person')
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] })
    await page.getByText('3 people selected').waitFor()
    await expectAccessible(page, 'people that are ticked')
    await takePicture(page, 'people-ticked')
    await page.getByRole('button', { name: 'Tag', exact: true }).click()
    await page.getByRole('menuitem', { name: 'New tag…' }).click()
    await expectAccessible(page, 'the name of a tag')
    await page.getByRole('textbox', { name: 'Name' }).fill('Choir')
    await page.keyboard.press('Enter')
    await page.getByText('3 people were tagged Choir').waitFor()
    await page.goto(`${host.origin}/#/people?tag=1`)
    await page.getByText('3 people', { exact: true }).waitFor()

    const rows = parse(readFileSync(await save(/CSV/)), { bom: true })
    expect(rows[0]?.slice(0, 3)).toEqual(['First name', 'Last name', 'Phone'])
    expect(rows.slice(1).map(([name, , phone]) => [name, phone])).toEqual(
      ['Ada', 'Alan', 'Grace'].map((name, index) => [name, `+44770090000${index + 1}`]),
    )
  })

  it('is ticked as a whole by keyboard, exported as a workbook, blocked, suppressed and deleted', async () => {
    await importPeople()
    await page.getByRole('grid').focus()
    await page.keyboard.press('Control+a')
    await page.getByText('10 people selected').waitFor()
    await page.keyboard.press('Home')
    await page.keyboard.press(' ')
    await page.getByText('9 people selected').waitFor()
    const [sheet] = readSheets(await save(/XLSX/))
    expect(sheet?.map(([name]) => name)).toEqual(['First name', ...names.slice(1), 'Ada L.'])

    await page.getByRole('button', { name: 'Block' }).click()
    await page.getByRole('menuitem', { name: 'No messages at all…' }).click()
    await expectAccessible(page, 'the question before blocking')
    await takePicture(page, 'block-people')
    await page.getByRole('button', { name: 'Block 9 people' }).click()
    await page.getByText('9 people are now blocked').waitFor()
    await page.getByRole('button', { name: 'Block' }).click()
    await page.getByRole('menuitem', { name: 'Allow everything again' }).click()
    await page.getByText('9 people may get everything again').waitFor()

    await page.getByRole('button', { name: 'Suppress' }).click()
    await expectAccessible(page, 'the question before suppressing')
    await page.getByRole('button', { name: 'Suppress 9 numbers' }).click()
    await page.getByText('9 numbers are now suppressed').waitFor()
    await row('Alan Person').getByText('Suppressed').waitFor()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByRole('button', { name: 'Delete 9 people' }).click()
    await page.getByText('1 person', { exact: true }).waitFor()

    await page.getByRole('link', { name: 'Suppressed numbers' }).click()
    await page.getByText('9 numbers', { exact: true }).waitFor()
    await expectAccessible(page, 'the suppressed numbers')
    await takePicture(page, 'suppressed-numbers')
    await row('900002').getByRole('button', { name: 'Lift the suppression' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Lift the suppression' }).click()
    await page.getByText('8 numbers', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Suppress a number' }).click()
    await page.getByRole('textbox', { name: 'Number' }).fill('07700 900002')
    await page.keyboard.press('Enter')
    await page.getByText('9 numbers', { exact: true }).waitFor()
  })
})

describe('the page of a person', () => {
  it('suppresses and lifts, tags, and makes one person of two', async () => {
    await importPeople()
    await page.getByRole('link', { name: 'Ada Person' }).click()
    await page.getByRole('heading', { name: 'Others with this number' }).waitFor()
    await page.getByRole('button', { name: 'Suppress this number' }).click()
    await page.getByText('This number is suppressed: nothing is sent to it').waitFor()
    await expectAccessible(page, 'a suppressed person')
    await takePicture(page, 'person-suppressed')
    await page.getByRole('button', { name: 'Lift the suppression' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Lift the suppression' }).click()
    await page.getByRole('button', { name: 'Suppress this number' }).waitFor()

    await page.getByRole('button', { name: 'Add a tag' }).click()
    await page.getByRole('menuitem', { name: 'New tag…' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Board')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Board' }).waitFor()
    await page.getByRole('button', { name: 'Merge Ada L. into this person' }).click()
    await expectAccessible(page, 'the question before merging')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Merge' }).click()
    await page.getByRole('heading', { name: 'Others with this number' }).waitFor({ state: 'detached' })
  })
})
