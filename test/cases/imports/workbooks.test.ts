import { describe, expect, it } from 'vitest'
import { expectImport, type ExpectedImport } from '../../support/expect-import.ts'
import { createPeopleWorld } from '../../support/people-world.ts'
import { writeWorkbook, type TestWorkbook } from '../../support/write-workbook.ts'
import data from './workbooks.json' with { type: 'json' }

interface Case {
  readonly name: string
  readonly book: TestWorkbook
  readonly defaultCountry: string
  readonly expected: Omit<ExpectedImport, 'reading'> & {
    readonly sheet: string
    readonly firstRow?: number
    readonly hasHeader?: boolean
    readonly sheets?: readonly string[]
    readonly remarks?: readonly object[]
  }
}

const cases = data as unknown as readonly Case[]

describe('a workbook as people have them', () => {
  it.each(cases.map(given => [given.name, given] as const))(
    'is understood without help: %s',
    async (_, given) => {
      const world = createPeopleWorld()
      const file = world.write('list.xlsx', await writeWorkbook(given.book))
      const { sheet, firstRow = 1, hasHeader = true, ...expected } = given.expected
      const { sheets, remarks } = await expectImport(world, file, {
        defaultCountry: given.defaultCountry,
        expected: { ...expected, reading: { format: 'workbook', sheet, firstRow, hasHeader } },
      })
      const named = sheets.map(
        ({ name, isHidden, isEmpty }) => `${name}${isHidden ? ' (hidden)' : ''}${isEmpty ? ' (empty)' : ''}`,
      )
      expect(named).toEqual(expected.sheets ?? [sheet])
      expect(remarks).toEqual(expected.remarks ?? [])
    },
  )
})
