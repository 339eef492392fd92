import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { expectImport } from '../../support/expect-import.ts'
import { packFiles } from '../../support/pack-files.ts'
import { createPeopleWorld } from '../../support/people-world.ts'

const folder = join(import.meta.dirname, 'writers')

/** Packs the files of a workbook as its program would. */
function pack(writer: string): Promise<Buffer> {
  const root = join(folder, writer)
  const paths = globSync('**/{*,.*}', { cwd: root, withFileTypes: true }).filter(entry => entry.isFile())
  return packFiles(
    Object.fromEntries(
      paths.map(({ parentPath, name }) => {
        const path = join(parentPath, name)
        return [path.slice(root.length + 1).replaceAll('\\', '/'), readFileSync(path)]
      }),
    ),
  )
}

const workbook = { format: 'workbook', firstRow: 1, hasHeader: true }

describe('a workbook with the habits of its program is understood without help', () => {
  it('Excel: shared strings, a format for telephone numbers, a date by a number that it knows', async () => {
    const world = createPeopleWorld()
    await expectImport(world, world.write('list.xlsx', await pack('excel')), {
      defaultCountry: 'FR',
      expected: {
        reading: { ...workbook, sheet: 'Adhérents' },
        rows: 2,
        columns: ['first_name', 'last_name', 'phone', 'new:Date de naissance', 'new:Code postal'],
        cells: [
          ['Zoé', 'Lefèvre', '06 39 98 12 34', '1990-01-01', '01000'],
          ['Luc', 'de la Tour', '06 39 98 12 35', '', '75001'],
        ],
        phones: ['+33639981234', '+33639981235'],
      },
    })
  })

  it('LibreOffice: formulas with their values, yes as a formula, an error, a last row with nothing', async () => {
    const world = createPeopleWorld()
    const { remarks } = await expectImport(world, world.write('list.xlsx', await pack('libreoffice')), {
      defaultCountry: 'NL',
      expected: {
        reading: { ...workbook, sheet: 'Leden' },
        rows: 2,
        columns: ['first_name', 'phone', 'new:Geboren', 'new:Lid', 'new:Bedrag'],
        cells: [
          ['Noor', '06-12345678', '1990-01-01', 'true', '2.5'],
          ['Jan', '06 12 34 56 79', '', 'false'],
        ],
        phones: ['+31612345678', '+31612345679'],
      },
    })
    expect(remarks).toEqual([{ kind: 'error-cells', count: 1, at: 'E3' }])
  })

  it('Google Sheets: texts in the cells, answers of a form, numbers in powers of ten', async () => {
    const world = createPeopleWorld()
    const { sheets } = await expectImport(world, world.write('list.xlsx', await pack('google-sheets')), {
      defaultCountry: 'GB',
      expected: {
        reading: { ...workbook, sheet: 'Form responses 1' },
        rows: 2,
        columns: ['new:Timestamp', 'new:Your name', 'phone', 'new:Which days suit you?'],
        cells: [
          ['2024-05-02 12:25', "Ann O'Neill", '07700 900123', 'Monday, Friday'],
          ['2024-05-03', 'Bob', '7700900124'],
        ],
        phones: ['+447700900123', '+447700900124'],
        repairs: [['spaces'], ['leading-zero']],
      },
    })
    expect(sheets.map(({ name }) => name)).toEqual(['Instructions', 'Form responses 1'])
  })

  it('Numbers: a summary before the table, a title over it, days from 1904, paths from the root', async () => {
    const world = createPeopleWorld()
    await expectImport(world, world.write('list.xlsx', await pack('numbers')), {
      defaultCountry: 'SE',
      expected: {
        reading: { ...workbook, sheet: 'Medlemmar - Tabell 1', firstRow: 2 },
        rows: 2,
        columns: ['first_name', 'phone', 'new:Född'],
        cells: [
          ['Åsa', '070-174 06 36', '1990-01-01'],
          ['Lars', '0701740637'],
        ],
        lines: [3, 4],
        phones: ['+46701740636', '+46701740637'],
      },
    })
  })
})
