import { readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import type { TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window))

const members = [
  'First name,Last name,Mobile,Home phone,Born,Tier',
  'Ada,Lovelace,07700900001,,10/12/1985,Gold',
  'Alan,Turing,,020 7946 0002,23/06/1982,Silver',
  'Grace,Hopper,12,,09/12/1986,Gold',
  'Edsger,Dijkstra,4.47E+11,,11/05/1980,Bronze',
].join('\n')

/** Drops a file on the screen for imports, as a hand would that drags it there. */
async function drop(name: string, content: string): Promise<void> {
  await page.getByRole('link', { name: 'People' }).first().click()
  await page.getByRole('link', { name: 'Import people' }).first().click()
  await page.getByRole('heading', { name: 'Import people' }).waitFor()
  // As text, because what stands in it is known to the page alone.
  const dropped = await page.evaluateHandle(`(() => {
    const data = new DataTransfer()
    data.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}, { type: 'text/csv' }))
    return data
  })()`)
  const screen = page.locator('.page').first()
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await screen.dispatchEvent(type, { dataTransfer: dropped })
  }
  await page.getByRole('heading', { name: 'Where each column goes' }).waitFor()
}

async function start(): Promise<void> {
  await page.getByRole('button', { name: 'Check the first rows' }).click()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('What was chosen').waitFor()
}

/** The figures of the report: rows read, imported, updated, skipped, rejected. */
async function figures(): Promise<number[]> {
  const values = page.getByRole('region', { name: 'What came of the rows' }).locator('.ui-stat-value')
  return (await values.allTextContents()).map(Number)
}

describe('an import', () => {
  it('takes a file that is dropped; its rejected rows are saved, mended and imported again', async () => {
    await drop('members.csv', members)
    await expectAccessible(page, 'the columns of a file')
    await start()
    expect(await figures()).toEqual([4, 2, 0, 0, 2])
    await page.getByText('number from another column').waitFor()
    await expectAccessible(page, 'the report of an import')
    await takePicture(page, 'import-report')

    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: /CSV/ }).click()
    const path = join(dirname(host.workspace), 'rejected.csv')
    await (await download).saveAs(path)
    const saved = readFileSync(path, 'utf8')
    expect(saved).toContain('Number too short')
    const mended = saved.replace(',12,', ',07700900003,').replace(',4.47E+11,', ',07700900004,')
    writeFileSync(path, mended)

    await drop(basename(path), mended)
    await page.getByRole('button', { name: 'Check the first rows' }).waitFor()
    await start()
    expect(await figures()).toEqual([2, 2, 0, 0, 0])
    await page.goto(`${host.origin}/#/people`)
    await page.getByText('4 people', { exact: true }).waitFor()
    await page.getByRole('row', { name: /Grace Hopper/ }).waitFor()
  })

  it('proposes what was chosen before, overwrites whom it meets, and is undone', async () => {
    await drop('members.csv', members)
    await page.getByLabel('Type of column Tier').selectOption('choice')
    await start()

    await drop('again.csv', members.replace('Ada,Lovelace', 'Ada,King').replace('Silver', 'Platinum'))
    await page.getByText(/^Mapped as on/).waitFor()
    await page.getByRole('radio', { name: /^Overwrite/ }).check()
    await page.getByLabel('Tags', { exact: true }).fill('Choir')
    await page.keyboard.press('Enter')
    await page.getByLabel('List', { exact: true }).selectOption('new')
    await expectAccessible(page, 'the columns of a file that was imported before')
    await page.getByRole('button', { name: 'Check the first rows' }).click()
    await page.getByText('Ada Lovelace has this number and is overwritten').waitFor()
    await expectAccessible(page, 'the first rows of a file')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('What was chosen').waitFor()
    expect(await figures()).toEqual([4, 0, 2, 0, 2])
    await page.getByText('new value of “Tier”').waitFor()

    await page
      .getByRole('link', { name: '2', exact: true })
      .or(page.getByRole('link', { name: /Updated/ }))
      .first()
      .click()
    await page.getByText('2 people', { exact: true }).waitFor()
    await page.getByRole('row', { name: /Ada King/ }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Undo this import…' }).click()
    await expectAccessible(page, 'the question before an import is undone')
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await page.getByText('Nobody was deleted and 2 people are as before').waitFor()
    await page.goto(`${host.origin}/#/people`)
    await page.getByRole('row', { name: /Ada Lovelace/ }).waitFor()
  })

  it('has fields whose values to choose from can be changed', async () => {
    await drop('members.csv', members)
    await page.getByLabel('Type of column Tier').selectOption('choice')
    await start()
    await page.getByRole('link', { name: 'Look at the fields' }).click()
    await expectAccessible(page, 'the fields of people')
    await page.getByRole('button', { name: 'Change the field Tier' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Take Silver away' }).click()
    await dialog.getByLabel('Values to choose from').fill('Platinum')
    await page.keyboard.press('Enter')
    await expectAccessible(page, 'a field')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('row', { name: /Tier/ }).getByText('Gold, Platinum').waitFor()
    await takePicture(page, 'people-fields')
  })
})
