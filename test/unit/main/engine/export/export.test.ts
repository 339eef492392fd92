import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createJobs } from '../../../../../src/main/engine/create-jobs.ts'
import { exportHandlers } from '../../../../../src/main/engine/export/handlers.ts'
import type { Table } from '../../../../../src/main/engine/export/table.ts'
import { defuseText, writeCsv } from '../../../../../src/main/engine/export/write-csv.ts'
import { saveTable } from '../../../../../src/main/engine/export/save-table.ts'
import { writeXlsx } from '../../../../../src/main/engine/export/write-xlsx.ts'
import { cleanCell } from '../../../../../src/main/engine/people/imports/clean-cell.ts'
import { tagPeople } from '../../../../../src/main/engine/people/tags.ts'
import { wordsOfPeople } from '../../../../../src/renderer/parts/people-list/export-people.ts'
import en from '../../../../../src/renderer/parts/people-list/i18n/en.json' with { type: 'json' }
import fr from '../../../../../src/renderer/parts/people-list/i18n/fr.json' with { type: 'json' }
import nl from '../../../../../src/renderer/parts/people-list/i18n/nl.json' with { type: 'json' }
import sv from '../../../../../src/renderer/parts/people-list/i18n/sv.json' with { type: 'json' }
import { exportCalls, type ExportFormat } from '../../../../../src/shared/contract/exports.ts'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'
import { carryColumns } from '../../../../support/carry-columns.ts'
import { importAsGuessed, listPeople } from '../../../../support/import-steps.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'
import { readSheets, readZip } from '../../../../support/read-workbook.ts'
import { createTemporaryFolder } from '../../../../support/temporary-folder.ts'

const naughty = [
  '=1+1',
  '+cmd',
  '-2+3',
  '@SUM(A1)',
  '\tx',
  '\rx',
  '\nx',
  '＝1+1',
  '"a","b"',
  'a\r\nb',
  ' padded ',
  '',
  "'quoted",
]
const texts: Readonly<Record<string, object>> = { en, fr, nl, sv }

/** A text of the interface. */
function textOf(language: string, key: string): string {
  let found: unknown = texts[language]
  for (const part of key.split('.')) found = Reflect.get(Object(found), part)
  return String(found)
}

const never = new AbortController().signal

function tableOf(rows: readonly (readonly (string | number | null)[])[], total = rows.length): Table {
  return {
    headers: ['a', 'b'],
    total,
    async *pieces() {
      for (let at = 0; at < rows.length; at += 3) yield rows.slice(at, at + 3)
    },
  }
}

async function save(table: Table, format: ExportFormat): Promise<string> {
  const path = join(createTemporaryFolder(), `out.${format}`)
  await saveTable(table, { path, format, at: 0, signal: never, tell: () => undefined })
  return path
}

async function exportFrom(
  { context, folder }: Pick<PeopleWorld, 'context'> & { folder: string },
  input: object,
  format: ExportFormat = 'csv',
): Promise<{ path: string; rows: number; isWhole: boolean }> {
  const path = join(folder, `export.${format}`)
  const request = exportCalls['exports.start'].input.parse({ file: path, format, ...input })
  const result = await exportHandlers(context, createJobs())['exports.start'](request)
  return { path, ...result }
}

const readCsv = (path: string): string[][] => parse(readFileSync(path), { bom: true })

describe('a CSV', () => {
  it('holds every text so that no spreadsheet calculates it and our import gets it back', async () => {
    const rows = naughty.map(text => [text, 'end'])
    const read = readCsv(await save(tableOf(rows), 'csv')).slice(1)
    expect(read.map(([text]) => text).filter(text => /^[=+\-@\t\r\n＝＋－＠]/.test(text ?? ''))).toEqual([])
    expect(read.map(([text]) => cleanCell(text))).toEqual(naughty.map(text => cleanCell(text)))
  })

  it('leaves a number in international form and a negative number as they are', async () => {
    const read = readCsv(await save(tableOf([['+447700900123', -5]]), 'csv'))
    expect(read[1]).toEqual(['+447700900123', '-5'])
    expect(defuseText('+447700900123=1')).toBe("'+447700900123=1")
  })

  it('is read by any parser as it was given, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string())), async rows => {
        let text = ''
        for await (const piece of writeCsv(tableOf(rows))) text += piece
        const read = parse(text, { bom: true, skip_empty_lines: false })
        expect(read.slice(1)).toEqual(rows.map(row => row.map(defuseText)))
      }),
      { numRuns: 60 },
    )
  })
})

describe('a workbook', () => {
  it('holds texts as texts and numbers as numbers', async () => {
    const rows = naughty.map(text => [text, 7])
    const path = await save(tableOf(rows), 'xlsx')
    expect(readSheets(path)).toEqual([[['a', 'b'], ...rows]])
    expect([...readZip(path).keys()]).toEqual(
      expect.arrayContaining(['[Content_Types].xml', 'xl/workbook.xml', 'xl/styles.xml', '_rels/.rels']),
    )
  })

  it('leaves out what XML has no place for', async () => {
    const path = await save(tableOf([['a\u0000b\u{d800}c', '<&>']]), 'xlsx')
    expect(readSheets(path)[0]?.[1]).toEqual(['abc', '<&>'])
  })

  it('goes on in another sheet where one is full, each with the headers', async () => {
    const rows = Array.from({ length: 10 }, (_, row) => [`row ${row}`, row])
    const path = join(createTemporaryFolder(), 'many.xlsx')
    const { createWriteStream } = await import('node:fs')
    const { pipeline } = await import('node:stream/promises')
    await pipeline(writeXlsx(tableOf(rows), { at: 0, rowsPerSheet: 4 }), createWriteStream(path))
    const sheets = readSheets(path)
    expect(sheets.map(sheet => sheet.length)).toEqual([5, 5, 3])
    expect(sheets.every(([headers]) => headers?.[0] === 'a')).toBe(true)
    expect(sheets.flatMap(sheet => sheet.slice(1))).toEqual(rows)
  })
})

describe('an export that does not end well', () => {
  it.each(['csv', 'xlsx'] as const)('leaves nothing behind when it is cancelled: %s', async format => {
    const folder = createTemporaryFolder()
    const abort = new AbortController()
    const endless: Table = {
      headers: ['a'],
      total: 10,
      async *pieces() {
        for (;;) yield [['x']]
      },
    }
    const tell = (rows: number): void => void (rows > 100 && abort.abort())
    const options = { path: join(folder, 'out'), format, at: 0, signal: abort.signal, tell }
    expect(await saveTable(endless, options)).toEqual({ rows: 0, isWhole: false })
    expect(readdirSync(folder)).toEqual([])
  })

  it.each(['csv', 'xlsx'] as const)('throws what the rows throw: %s', async format => {
    const folder = createTemporaryFolder()
    const broken: Table = {
      headers: ['a'],
      total: 10,
      async *pieces() {
        yield [['x']]
        throw new Error('gone')
      },
    }
    const options = { path: join(folder, 'out'), format, at: 0, signal: never, tell: () => undefined }
    await expect(saveTable(broken, options)).rejects.toThrow('gone')
    expect(readdirSync(folder)).toEqual([])
  })

  it('says where a file cannot be written', async () => {
    const path = join(createTemporaryFolder(), 'missing', 'out.csv')
    const options = { path, format: 'csv' as const, at: 0, signal: never, tell: () => undefined }
    await expect(saveTable(tableOf([]), options)).rejects.toMatchObject({
      code: 'export/cannot-save',
      data: { file: 'out.csv', reason: 'ENOENT' },
    })
  })
})

describe('an export of people', () => {
  const file =
    'first name,last name,phone,points\nAnna,Ek,+46701740636,5\n=Bo,Ek,070-1740637,\nCid,,0701740638,12\n'

  async function worldOfThree(): Promise<PeopleWorld> {
    const world = createPeopleWorld()
    await importAsGuessed(world, world.write('in.csv', file), { defaultCountry: 'SE' })
    return world
  }

  it('holds everyone in the order of the list with the chosen columns, in words that are given', async () => {
    const world = await worldOfThree()
    const { context } = world
    await tagPeople(context, { name: 'Choir', selection: { ids: [1] }, job: undefined, signal: never })
    const { path, rows } = await exportFrom(world, {
      what: {
        of: 'people',
        selection: { all: {} },
        sortBy: 'phone',
        descending: true,
        columns: ['first_name', 'phone', 'state', 'tags', 'points', 'column:gone'],
      },
      words: { first_name: 'Förnamn', 'state.mobile': 'Mobil' },
    })
    expect(rows).toBe(3)
    expect(readCsv(path)).toEqual([
      ['Förnamn', 'phone', 'state', 'tags', 'Points'],
      ['Cid', '+46701740638', 'Mobil', '', '12'],
      ["'=Bo", '+46701740637', 'Mobil', '', ''],
      ['Anna', '+46701740636', 'Mobil', 'Choir', '5'],
    ])
  })

  it('is refused with a column that there is not', async () => {
    const world = await worldOfThree()
    const what = { of: 'people', selection: { all: {} }, columns: ['first_name', 'nonsense'] }
    await expect(exportFrom(world, { what })).rejects.toMatchObject({
      code: 'export/unknown-column',
      data: { column: 'nonsense' },
    })
  })

  it('is limited to a selection, and is the same in a workbook', async () => {
    const world = await worldOfThree()
    const what = {
      of: 'people',
      selection: { all: { search: 'ek' }, except: [1] },
      columns: ['first_name', 'phone'],
    }
    const { path } = await exportFrom(world, { what }, 'xlsx')
    expect(readSheets(path)).toEqual([
      [
        ['first_name', 'phone'],
        ['=Bo', '+46701740637'],
      ],
    ])
  })

  it('comes back through an import as it was', async () => {
    const world = await worldOfThree()
    const { path } = await exportFrom(world, { what: { of: 'people', selection: { all: {} } } })
    const other = createPeopleWorld()
    await importAsGuessed(other, path, { defaultCountry: 'FR' })
    const facts = (people: Awaited<ReturnType<typeof listPeople>>) =>
      people.map(({ firstName, lastName, phone, fields }) => [firstName, lastName, phone, fields['points']])
    expect(facts(await listPeople(other))).toEqual(facts(await listPeople(world)))
  })

  it.each(['en', 'fr', 'nl', 'sv'])(
    'changes nothing and makes no field when it is imported again: %s',
    async language => {
      const world = await worldOfThree()
      const { context } = world
      for (const name of ['Choir', 'Board']) {
        await tagPeople(context, { name, selection: { ids: [1, 2] }, job: undefined, signal: never })
      }
      const before = await listPeople(world)
      const words = wordsOfPeople(key => textOf(language, key))
      const { path } = await exportFrom(world, { what: { of: 'people', selection: { all: {} } }, words })
      const options = { defaultCountry: 'SE', existing: 'overwrite' } as const
      const { result } = await importAsGuessed(world, path, options)
      expect(result).toMatchObject({ read: 3, skipped: 3, skips: { 'nothing-new': 3 } })
      expect(await listPeople(world)).toEqual(before)
      const fields = context.workspace.sql.prepare('SELECT label FROM person_fields').pluck().all()
      expect(fields).toEqual(['Points'])
    },
  )

  it('changes nothing either when it is written with the keys of its columns', async () => {
    const world = await worldOfThree()
    const { path } = await exportFrom(world, { what: { of: 'people', selection: { all: {} } } })
    await importAsGuessed(world, path, { defaultCountry: 'SE', existing: 'overwrite' })
    const fields = world.context.workspace.sql.prepare('SELECT label FROM person_fields').pluck().all()
    expect(fields).toEqual(['Points'])
  })

  it('tells its progress under the name of its job', async () => {
    const world = await worldOfThree()
    await exportFrom(world, { what: { of: 'people', selection: { all: {} } }, job: 'mine' })
    expect(world.pushes.filter(({ name }) => name === 'export.progressed')).toEqual([
      { name: 'export.progressed', data: { job: 'mine', done: 3, of: 3 } },
    ])
  })

  it('holds the rejected rows of an import with their reasons', async () => {
    const world = createPeopleWorld()
    const { importId } = await importAsGuessed(
      world,
      world.write('in.csv', 'name,phone\nAnna,abc\nBo,+46701740636\n'),
    )
    const words = { reason: 'Anledning', 'reason.phone-invalid': 'Oläsligt' }
    const { path } = await exportFrom(world, { what: { of: 'rejections', importId }, words })
    expect(readCsv(path)).toEqual([
      ['name', 'phone', 'Anledning', 'reason code'],
      ['Anna', 'abc', 'Oläsligt', 'phone-invalid'],
    ])
  })
})

describe('an export of a transition', () => {
  it('holds the columns that people carry, those that are asked for or all of them', async () => {
    const world = createCampaignWorld()
    world.addPeople([
      { id: 1, phone: '+447700900001', firstName: 'Ann' },
      { id: 2, phone: '+447700900002', firstName: 'Bert' },
    ])
    carryColumns(world, world.addDraft('Hi'), { 1: { appointment_at: '14:30', note: '=1+1' } })
    const given = { ...world, folder: createTemporaryFolder() }
    const what = { of: 'people', selection: { all: { source: { populationId: 1 } } } }
    const columns = ['first_name', 'column:appointment_at', 'column:unknown']
    const { path } = await exportFrom(given, { what: { ...what, columns } })
    expect(readCsv(path)).toEqual([
      ['first_name', 'appointment_at'],
      ['Ann', '14:30'],
      ['Bert', ''],
    ])
    const all = await exportFrom(given, { what })
    expect(readCsv(all.path).map(row => row.slice(-2))).toEqual([
      ['appointment_at', 'note'],
      ['14:30', "'=1+1"],
      ['', ''],
    ])
  })
})

describe('an export of a delivery', () => {
  it('holds every excluded person with all causes, and every message; the sums hold', async () => {
    const world = createCampaignWorld()
    await world.addLine()
    world.addPeople([
      { phone: '+447700900001', firstName: 'Ada' },
      { phone: '+447700900001', firstName: 'Ada (work)' },
      { phone: null, firstName: 'Bob' },
      { phone: '+447700900002', firstName: 'Cid' },
    ])
    const deliveryId = world.addDraft('Hello {{ first_name }}')
    const { preparation } = await world.prepare(deliveryId)
    const place = { context: world.context, folder: createTemporaryFolder() }
    const excluded = await exportFrom(place, { what: { of: 'exclusions', deliveryId } })
    expect(readCsv(excluded.path).slice(1)).toEqual([
      ['Ada (work)', '+447700900001', 'duplicate-number', '1', 'duplicate-number'],
      ['Bob', '', 'no-phone', '', 'no-phone'],
    ])
    const messages = await exportFrom(place, { what: { of: 'messages', deliveryId, states: ['queued'] } })
    expect(
      readCsv(messages.path)
        .slice(1)
        .map(row => row.slice(0, 6)),
    ).toEqual([
      ['Ada', '+447700900001', 'Hello Ada', 'gsm7', '1', 'queued'],
      ['Cid', '+447700900002', 'Hello Cid', 'gsm7', '1', 'queued'],
    ])
    expect(excluded.rows + messages.rows).toBe(preparation?.targeted)
    const one = await exportFrom(place, { what: { of: 'exclusions', deliveryId, cause: 'no-phone' } })
    expect(one.rows).toBe(1)
    const found = await exportFrom(place, { what: { of: 'messages', deliveryId, search: '900002' } })
    expect(found.rows).toBe(1)
    expect(existsSync(found.path)).toBe(true)
  })
})
