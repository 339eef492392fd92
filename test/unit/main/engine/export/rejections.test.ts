import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createJobs } from '../../../../../src/main/engine/create-jobs.ts'
import { exportHandlers } from '../../../../../src/main/engine/export/handlers.ts'
import type { ExportFormat } from '../../../../../src/shared/contract/exports.ts'
import { importAsGuessed, importCallsOf, listPeople } from '../../../../support/import-steps.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'
import { readSheets } from '../../../../support/read-workbook.ts'
import { writeWorkbook } from '../../../../support/write-workbook.ts'

const words = { reason: 'Raison', 'reason.phone-missing': 'Pas de numéro' }

async function saveRejections(world: PeopleWorld, importId: number, format: ExportFormat = 'csv') {
  const file = join(world.folder, `rejected.${format}`)
  const start = exportHandlers(world.context, createJobs())['exports.start']
  await start({ what: { of: 'rejections', importId }, format, file, words })
  return file
}

async function targetsOf(world: PeopleWorld, file: string) {
  const { columns } = await importCallsOf(world)['imports.inspect']({ file, defaultCountry: 'FR' })
  return columns.map(({ target }) => (target.to === 'field' ? target.field : target.to))
}

describe('rejected rows that are saved', () => {
  it('can be mended and imported again', async () => {
    const world = createPeopleWorld()
    const rows = 'A,0639981234,=1+1\nB,,"x, y"\nC,4.47E+11,@z\nD,+4670,é\n,,\nE,0639981235,a,b\n'
    const { importId } = await importAsGuessed(world, world.write('people.csv', `name,phone,note\n${rows}`))
    const text = readFileSync(await saveRejections(world, importId), 'utf8')
    expect(text.split('\r\n').slice(0, 4)).toEqual([
      '\u{feff}name,phone,note,,Raison,reason code',
      'B,,"x, y",,Pas de numéro,phone-missing',
      "C,4.47E+11,'@z,,phone-scientific,phone-scientific",
      "D,'+4670,é,,phone-too-short,phone-too-short",
    ])
    const mended = world.write('mended.csv', text.replace("'+4670,", "'+46701740636,"))
    expect((await importAsGuessed(world, mended)).result).toMatchObject({ imported: 2, rejected: 3 })
    expect((await listPeople(world))[1]).toMatchObject({ phone: '+46701740636', fields: { note: 'é' } })
  })

  it.each(['csv', 'xlsx'] as const)(
    'find their columns again as %s, also those that were chosen by hand',
    async format => {
      const world = createPeopleWorld()
      const calls = importCallsOf(world)
      const { importId } = await calls['imports.start']({
        file: world.write('people.csv', 'K1;K2;K3\nA;0639981234;x\nB;;"x; y"\n'),
        reading: { format: 'delimited', encoding: 'utf-8', delimiter: ';', hasHeader: true },
        columns: [
          { to: 'field', field: 'last_name' },
          { to: 'field', field: 'phone' },
          { to: 'new-field', label: 'Note' },
        ],
        defaultCountry: 'FR',
        badNumbers: 'reject',
        existing: 'add',
        tags: [],
      })
      await calls.imports.whenSettled(importId)
      const file = await saveRejections(world, importId, format)
      expect(await targetsOf(world, file)).toEqual(['last_name', 'phone', 'note', 'ignore', 'ignore'])
    },
  )

  it('are cut as the file is', async () => {
    const world = createPeopleWorld()
    const { importId } = await importAsGuessed(world, world.write('people.csv', 'name;phone\n"B; C";\n'))
    const text = readFileSync(await saveRejections(world, importId), 'utf8')
    expect(text).toBe('\u{feff}name;phone;Raison;reason code\r\n"B; C";;Pas de numéro;phone-missing\r\n')
  })

  it('of a workbook are a workbook again', async () => {
    const world = createPeopleWorld()
    const rows = [
      ['name', 'phone'],
      ['Ann', null],
      ['Bob', '0639981234'],
    ]
    const book = await writeWorkbook({ sheets: [{ name: 'Sheet1', rows }] })
    const { importId } = await importAsGuessed(world, world.write('people.xlsx', book))
    const file = await saveRejections(world, importId, 'xlsx')
    expect(readSheets(file)).toEqual([
      [
        ['name', 'phone', 'Raison', 'reason code'],
        ['Ann', '', 'Pas de numéro', 'phone-missing'],
      ],
    ])
    expect(await targetsOf(world, file)).toEqual(['first_name', 'phone', 'ignore', 'ignore'])
  })

  it('of a list without names for its columns get those of their fields', async () => {
    const world = createPeopleWorld()
    const { importId } = await importAsGuessed(world, { text: '0639981234\n0639981235\n+4670\n' })
    const file = await saveRejections(world, importId)
    expect(readFileSync(file, 'utf8').split('\r\n')[0]).toBe('\u{feff}phone,Raison,reason code')
    expect(await targetsOf(world, file)).toEqual(['phone', 'ignore', 'ignore'])
  })

  it('are saved a second time with the new reason alone', async () => {
    const world = createPeopleWorld()
    const first = await importAsGuessed(world, world.write('people.csv', 'name,phone\nA,\nB,+4670\n'))
    const second = await importAsGuessed(world, await saveRejections(world, first.importId))
    expect(second.result).toMatchObject({ read: 2, rejected: 2 })
    const text = readFileSync(await saveRejections(world, second.importId), 'utf8')
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      '\u{feff}name,phone,Raison,reason code',
      'A,,Pas de numéro,phone-missing',
    ])
  })

  it('come back cell by cell, whatever is in them', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map(text => text.normalize('NFC').trim())
    const printable = cell.filter(text => !/[\p{Cc}\p{Cs}]/u.test(text) && !text.startsWith("'"))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(printable, printable), { minLength: 1, maxLength: 8 }),
        fc.constantFrom<ExportFormat>('csv', 'xlsx'),
        async (notes, format) => {
          const world = createPeopleWorld()
          const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
          const rows = notes.map(([left, right]) => `none,${quote(left)},${quote(right)},x`)
          const file = world.write('list.csv', `phone,left,right,kind\n${rows.join('\n')}\n`)
          const first = await importAsGuessed(world, file)
          const saved = await saveRejections(world, first.importId, format)
          const { result } = await importAsGuessed(world, saved, { badNumbers: 'keep' })
          expect(result.imported).toBe(notes.length)
          const people = await listPeople(world)
          expect(people.map(({ fields }) => [fields['left'] ?? '', fields['right'] ?? ''])).toEqual(notes)
        },
      ),
      { numRuns: 40 },
    )
  })
})
