import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { expectNobody, importCallsOf } from '../../support/import-steps.ts'
import { packFiles } from '../../support/pack-files.ts'
import { createPeopleWorld } from '../../support/people-world.ts'
import { workbookFiles, writeWorkbook } from '../../support/write-workbook.ts'
import { writeArchive } from '../../support/write-archive.ts'

const people = { sheets: [{ name: 'Sheet1', rows: [['phone'], ['+447700900123'], ['+447700900124']] }] }
const oldOffice = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const sheetPath = 'xl/worksheets/sheet1.xml'

/** A workbook in which one file is another. */
function changed(path: string, content: string): Promise<Buffer> {
  return packFiles({ ...workbookFiles(people), [path]: content })
}

/** Bytes that no packing makes smaller. */
function noise(length: number): Buffer {
  const block = createHash('sha256').update('noise').digest()
  return Buffer.alloc(length, block)
}

/** A workbook whose sheet says of itself what is not so. */
function bomb(fact: { uncompressedSize?: number; content?: Buffer }): Buffer {
  const files = Object.entries(workbookFiles(people)).map(([path, content]) => ({
    path,
    content: Buffer.from(content),
  }))
  return writeArchive(files.map(file => (file.path === sheetPath ? { ...file, ...fact } : file)))
}

type Made = () => Promise<Buffer> | Buffer

describe('a file that is no list is refused, with what to do', () => {
  it.each<[string, string, Made, object]>([
    [
      'a workbook of Excel before 2007',
      'list.xls',
      () => Buffer.concat([oldOffice, noise(4000)]),
      { code: 'import/old-workbook', data: { file: 'list.xls' } },
    ],
    [
      'one of before 2007 under a new name',
      'list.xlsx',
      () => Buffer.concat([oldOffice, noise(4000)]),
      { code: 'import/old-workbook', data: { file: 'list.xlsx' } },
    ],
    [
      'one of 1990',
      'list.xls',
      () => Buffer.from('0902060000000200', 'hex'),
      { code: 'import/old-workbook' },
    ],
    [
      'a workbook with a password',
      'list.xlsx',
      () => Buffer.concat([oldOffice, noise(200_000), Buffer.from('EncryptedPackage', 'utf16le'), noise(99)]),
      { code: 'import/workbook-locked', data: { file: 'list.xlsx' } },
    ],
    [
      'an archive with a password',
      'list.xlsx',
      () => writeArchive([{ path: 'xl/workbook.xml', content: Buffer.from('x'), isEncrypted: true }]),
      { code: 'import/workbook-locked' },
    ],
    [
      'OpenDocument',
      'list.ods',
      () => packFiles({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }),
      { code: 'import/other-workbook', data: { file: 'list.ods' } },
    ],
    [
      'Numbers',
      'list.numbers',
      () => packFiles({ 'Index/Document.iwa': 'x' }),
      { code: 'import/other-workbook' },
    ],
    [
      'binary Excel',
      'list.xlsb',
      () => packFiles({ 'xl/workbook.bin': 'x' }),
      { code: 'import/other-workbook' },
    ],
    [
      'an archive of something else',
      'list.zip',
      () => packFiles({ 'people.csv': 'phone\n+447700900123\n' }),
      { code: 'import/packed', data: { file: 'list.zip' } },
    ],
    [
      'a text document',
      'list.docx',
      () =>
        packFiles({
          '_rels/.rels':
            '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
          'word/document.xml': '<a/>',
        }),
      { code: 'import/packed' },
    ],
    [
      'a web page under the name of a workbook',
      'list.xls',
      () => Buffer.from('<html><table><tr><td>phone</td></tr></table></html>'),
      { code: 'import/is-markup', data: { file: 'list.xls' } },
    ],
    [
      'a workbook as XML of 2003',
      'list.xml',
      () => Buffer.from('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>'),
      { code: 'import/is-markup' },
    ],
    ['a PDF', 'list.pdf', () => Buffer.from('%PDF-1.7\n1 0 obj\n'), { code: 'import/is-markup' }],
    [
      'a workbook that was not downloaded to its end',
      'list.xlsx',
      async () => (await writeWorkbook(people)).subarray(0, -200),
      { code: 'import/workbook-damaged', data: { file: 'list.xlsx' } },
    ],
    [
      'one with a hole in it',
      'list.xlsx',
      async () => {
        const bytes = await writeWorkbook(people)
        const at = bytes.indexOf(sheetPath) + sheetPath.length + 20
        return bytes.fill(0x55, at, at + 40)
      },
      { code: 'import/workbook-damaged' },
    ],
    [
      'one whose sheet ends too soon',
      'list.xlsx',
      () => changed(sheetPath, '<worksheet><sheetData><row><c><v>1</v></c></row>'),
      { code: 'import/workbook-damaged' },
    ],
    [
      'one with an entity that stands for itself',
      'list.xlsx',
      () =>
        changed(
          'xl/sharedStrings.xml',
          '<!DOCTYPE sst [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>',
        ),
      { code: 'import/workbook-damaged' },
    ],
    [
      'one with an open tag that goes on for ever',
      'list.xlsx',
      () => changed(sheetPath, `<worksheet><sheetData><row a="${'x'.repeat(6_000_000)}`),
      { code: 'import/workbook-damaged' },
    ],
    [
      'one whose row holds more than any list',
      'list.xlsx',
      () => {
        const cell = `<c t="inlineStr"><is><t>${'x'.repeat(60_000)}</t></is></c>`
        return changed(
          sheetPath,
          `<worksheet><sheetData><row r="7">${cell.repeat(30)}</row></sheetData></worksheet>`,
        )
      },
      { code: 'import/row-too-long', data: { line: 7, kilobytes: 1024 } },
    ],
    [
      'one whose cells name a long text again and again',
      'list.xlsx',
      () =>
        packFiles({
          ...workbookFiles(people),
          'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(60_000)}</t></si></sst>`,
          [sheetPath]: `<worksheet><sheetData><row r="7">${'<c t="s"><v>0</v></c>'.repeat(30)}</row></sheetData></worksheet>`,
        }),
      { code: 'import/row-too-long', data: { line: 7 } },
    ],
    [
      'one that describes itself without end',
      'list.xlsx',
      () => changed('xl/styles.xml', `<styleSheet>${'<x/>'.repeat(9_000_000)}</styleSheet>`),
      { code: 'import/workbook-damaged' },
    ],
    [
      'one without sheets',
      'list.xlsx',
      () => writeWorkbook({ sheets: [] }),
      { code: 'import/workbook-damaged' },
    ],
    [
      'one in which every sheet is empty',
      'list.xlsx',
      () =>
        writeWorkbook({
          sheets: [
            { name: 'a', rows: [] },
            { name: 'b', rows: [[null, '']] },
          ],
        }),
      { code: 'import/empty' },
    ],
    [
      'a header and nothing below',
      'list.xlsx',
      () => writeWorkbook({ sheets: [{ name: 'a', rows: [['first name', 'phone']] }] }),
      { code: 'import/no-rows' },
    ],
  ])('%s', async (_, name, make, error) => {
    const world = createPeopleWorld()
    const file = world.write(name, await make())
    const inspect = importCallsOf(world)['imports.inspect']
    await expect(inspect({ file, defaultCountry: 'GB' })).rejects.toMatchObject(error)
    expectNobody(world)
  })
})

describe('an archive that is made to fill memory or disk is refused, with the limit', () => {
  it.each<[string, Made, object]>([
    [
      'more than 4 GB once it is unpacked',
      () => bomb({ uncompressedSize: 4.5 * 1024 ** 3 }),
      { code: 'import/workbook-too-large', data: { file: 'list.xlsx', gigabytes: 4 } },
    ],
    [
      'more than 250 times its size',
      () => bomb({ content: Buffer.alloc(80 * 1024 ** 2, ' ') }),
      { code: 'import/workbook-too-dense', data: { file: 'list.xlsx', ratio: 250 } },
    ],
    [
      'more than 10,000 files',
      () =>
        writeArchive(
          Array.from({ length: 10_001 }, (__, index) => ({ path: `xl/${index}`, content: Buffer.alloc(0) })),
        ),
      { code: 'import/workbook-too-many-parts', data: { file: 'list.xlsx', most: 10_000 } },
    ],
    [
      'more than it says of itself',
      () => bomb({ uncompressedSize: 100, content: Buffer.alloc(10_000_000, ' ') }),
      { code: 'import/workbook-damaged' },
    ],
  ])('%s', async (_, make, error) => {
    const world = createPeopleWorld()
    const file = world.write('list.xlsx', await make())
    const inspect = importCallsOf(world)['imports.inspect']
    await expect(inspect({ file, defaultCountry: 'GB' })).rejects.toMatchObject(error)
  })

  it('and what is dense but small is not', async () => {
    const world = createPeopleWorld()
    const rows = Array.from({ length: 3000 }, () => ['+447700900123', 'the same', 'the same'])
    const file = world.write(
      'list.xlsx',
      await writeWorkbook({ sheets: [{ name: 'a', rows }], hasNoReferences: true, texts: 'inline' }),
    )
    const { rows: found } = await importCallsOf(world)['imports.inspect']({ file, defaultCountry: 'GB' })
    expect(found).toBe(3000)
  })
})

describe('the name of a file does not matter', () => {
  it('where a workbook is called CSV', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', await writeWorkbook(people))
    const { reading } = await importCallsOf(world)['imports.inspect']({ file, defaultCountry: 'GB' })
    expect(reading).toMatchObject({ format: 'workbook', sheet: 'Sheet1' })
  })

  it('where a CSV is called workbook', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.xlsx', 'name;phone\nAnn;+447700900123\n')
    const { reading } = await importCallsOf(world)['imports.inspect']({ file, defaultCountry: 'GB' })
    expect(reading).toMatchObject({ format: 'delimited', delimiter: ';' })
  })

  it('nor what it was taken for before: a workbook is never read as text', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.xlsx', await writeWorkbook(people))
    const reading = { format: 'delimited', delimiter: ',' } as const
    const found = await importCallsOf(world)['imports.inspect']({ file, reading, defaultCountry: 'GB' })
    expect(found.reading).toMatchObject({ format: 'workbook' })
  })

  it('and a sheet that is not there is said to be missing', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.xlsx', await writeWorkbook(people))
    const inspect = importCallsOf(world)['imports.inspect']
    const asked = inspect({ file, reading: { sheet: 'Guests' }, defaultCountry: 'GB' })
    await expect(asked).rejects.toMatchObject({
      code: 'import/no-sheet',
      data: { file: 'list.xlsx', sheet: 'Guests' },
    })
  })
})
