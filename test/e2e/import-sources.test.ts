import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { writeWorkbook } from '../support/write-workbook.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import type { TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window))

async function openImport(): Promise<void> {
  await page.getByRole('link', { name: 'People' }).first().click()
  await page.getByRole('link', { name: 'Import people' }).first().click()
  await page.getByText('Drop a file here').waitFor()
}

/** What a browser calls a DataTransfer. */
interface Transfer {
  readonly items: { add(file: File): void }
}

/** Lets a file fall onto the window, as from a folder. */
async function drop(name: string, bytes: Buffer): Promise<void> {
  const data = await page.evaluateHandle(
    ([title, content]) => {
      const transfer = new (globalThis as unknown as { DataTransfer: new () => Transfer }).DataTransfer()
      const decoded = Uint8Array.from(atob(content), character => character.charCodeAt(0))
      transfer.items.add(new File([decoded], title))
      return transfer
    },
    [name, bytes.toString('base64')] as const,
  )
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('.choose-file', type, { dataTransfer: data })
  }
}

async function finishImport(): Promise<void> {
  await page.getByRole('button', { name: 'Check the first rows' }).click()
  await page.getByRole('button', { name: /^Import/ }).click()
  await page.getByText('Finished').waitFor()
}

describe('people are brought in', () => {
  it('from the sheet of a workbook that is dropped; rejected rows are saved, mended and imported again', async () => {
    await openImport()
    const book = await writeWorkbook({
      sheets: [
        {
          name: 'Guests',
          rows: [
            ['name', 'phone'],
            ['Zed', '+447700900999'],
          ],
        },
        {
          name: 'Members',
          rows: [
            ['Riverside club'],
            ['First name', 'Mobile', 'Joined'],
            ['Ann', 447700900123, { number: 45292, format: 'dd/mm/yyyy' }],
            ['Bob', '4.47E+11', null],
            ['Cat', '07700 900125', { error: '#N/A' }],
          ],
        },
        { name: 'Old', state: 'hidden', rows: [['x', 1]] },
      ],
    })
    await drop('members.xlsx', book)
    await page.getByText('members.xlsx · Workbook, sheet “Guests” · 1 row').waitFor()
    await page.getByLabel('Sheet', { exact: true }).selectOption('Members')
    await page.getByText('members.xlsx · Workbook, sheet “Members” · 3 rows').waitFor()
    await page.getByText('One cell holds an error such as #N/A (C5); it is read as empty.').waitFor()
    expect(await page.getByLabel('Table begins at row').inputValue()).toBe('2')
    await expectAccessible(page, 'the columns of a workbook')
    await takePicture(page, 'import-workbook')
    await finishImport()
    await page.getByText('Bob · 4.47E+11').waitFor()

    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: /CSV/ }).click()
    const path = join(dirname(host.workspace), 'rejected.csv')
    await (await download).saveAs(path)
    const text = readFileSync(path, 'utf8')
    expect(text).toContain('Bob,4.47E+11,')
    writeFileSync(path, text.replace('4.47E+11', '07700 900124'))
    await openImport()
    await drop('mended.csv', readFileSync(path))
    await page.getByText('3 of 5 columns are taken over').waitFor()
    await finishImport()
    await page.getByRole('link', { name: 'People' }).first().click()
    await page.getByText('3 people', { exact: true }).waitFor()
  })

  it('by pasting, with the keyboard alone, and the text is still there when going back', async () => {
    await openImport()
    await page.getByRole('button', { name: 'Paste people…' }).press('Enter')
    const area = page.getByLabel('People to import')
    await expectAccessible(page, 'a place to paste')
    await takePicture(page, 'import-paste')
    await area.press('A')
    await area.fill('"Lee, Ann" <07700 900123>, Bob <07700 900124>')
    await area.press('Control+Enter')
    await page.getByText('Pasted people · List of numbers · 2 rows').waitFor()
    await expectAccessible(page, 'a list of numbers')
    await page.getByRole('button', { name: 'Change the text' }).press('Enter')
    expect(await area.inputValue()).toBe('"Lee, Ann" <07700 900123>, Bob <07700 900124>')
    await area.press('Control+Enter')
    await finishImport()
    await page.getByRole('link', { name: 'People' }).first().click()
    await page.getByText('2 people', { exact: true }).waitFor()
  })

  it('not from an old workbook, which is refused with what to do', async () => {
    await openImport()
    await drop('members.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000, 7)]))
    await page.getByText('save it as .xlsx or CSV and choose that file').waitFor()
    await expectAccessible(page, 'a file that is refused')
  })
})
