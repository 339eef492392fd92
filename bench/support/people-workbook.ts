import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { columnName } from '../../src/main/engine/people/imports/workbook/cell-column.ts'
import { workbookParts } from '../../src/main/engine/export/workbook-parts.ts'
import { peopleHeader, rowOf } from './people-file.ts'

const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
const rowsAtOnce = 2000
/** Columns that a spreadsheet keeps as numbers: points. */
const numbers = new Set([7])

/**
 * Writes the list of people as a spreadsheet program does: every cell says where it is, and every text stands in the list
 * of shared strings, most of them once, because numbers and names hardly repeat.
 */
export async function writePeopleWorkbook(path: string, rows: number): Promise<void> {
  const zip = new ZipFile()
  const strings = new Map<string, number>()
  const parts = workbookParts(['1'])
  const relations = parts['xl/_rels/workbook.xml.rels'] ?? ''
  parts['xl/_rels/workbook.xml.rels'] = relations.replace(
    '</Relationships>',
    '<Relationship Id="rIdStrings" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
  )
  for (const [part, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(xml), part)
  const add = (part: string, pieces: () => Iterable<string>): void =>
    zip.addReadStreamLazy(part, { compressionLevel: 4 }, give =>
      give(null, Readable.from(pieces(), { objectMode: false })),
    )
  add('xl/worksheets/sheet1.xml', () => writeRows(rows, strings))
  add('xl/sharedStrings.xml', () => writeStrings(strings))
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

function* writeRows(rows: number, strings: Map<string, number>): Generator<string> {
  yield head + writeRow(peopleHeader, { number: 1, strings })
  for (let start = 0; start < rows; start += rowsAtOnce) {
    let text = ''
    for (let row = start; row < Math.min(rows, start + rowsAtOnce); row++) {
      text += writeRow(rowOf(row), { number: row + 2, strings })
    }
    yield text
  }
  yield '</sheetData></worksheet>'
}

function writeRow(
  cells: readonly string[],
  { number, strings }: { number: number; strings: Map<string, number> },
): string {
  let xml = `<row r="${number}" spans="1:${cells.length}">`
  for (const [column, cell] of cells.entries()) {
    if (cell === '') continue
    const place = `${columnName(column)}${number}`
    if (numbers.has(column) && number > 1) {
      xml += `<c r="${place}"><v>${cell}</v></c>`
      continue
    }
    let index = strings.get(cell)
    if (index === undefined) strings.set(cell, (index = strings.size))
    xml += `<c r="${place}" t="s"><v>${index}</v></c>`
  }
  return `${xml}</row>`
}

function* writeStrings(strings: Map<string, number>): Generator<string> {
  yield `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${strings.size}">`
  let text = ''
  for (const string of strings.keys()) {
    text += `<si><t>${string}</t></si>`
    if (text.length < 65_536) continue
    yield text
    text = ''
  }
  yield `${text}</sst>`
}
