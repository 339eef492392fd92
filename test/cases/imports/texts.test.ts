import { describe, expect, it } from 'vitest'
import { expectImport, type ExpectedImport } from '../../support/expect-import.ts'
import { importAsGuessed, importCallsOf } from '../../support/import-steps.ts'
import { createPeopleWorld } from '../../support/people-world.ts'

interface Case {
  readonly text: string | Buffer
  readonly expected: Omit<ExpectedImport, 'reading'> & { readonly hasHeader?: boolean }
}

const phones = ['+447700900123', '+447700900124']
const long = 'x'.repeat(5000)

const cases: Readonly<Record<string, Case>> = {
  'lines that end in every way at once': {
    text: 'name,phone\r\nAnn,+447700900123\nBob,+447700900124\rCat,+447700900125\r\n\r\n',
    expected: { rows: 3, lines: [2, 3, 4], phones: [...phones, '+447700900125'] },
  },
  'a mark before the text and another before a cell': {
    text: '\u{feff}name,phone\nAnn,+447700900123\nBob,+447700900124\n',
    expected: { rows: 2, columns: ['first_name', 'phone'], phones },
  },
  'names from right to left, marks of direction, emoji of several signs': {
    text: 'name,phone,note\nשרה כהן,\u{200e}+447700900123\u{200e},🎉\n"محمد, علي",+447700900124,👩‍👧‍👦🏽\n',
    expected: {
      rows: 2,
      cells: [
        ['שרה כהן', '\u{200e}+447700900123\u{200e}', '🎉'],
        ['محمد, علي', '+447700900124', '👩‍👧‍👦🏽'],
      ],
      phones,
    },
  },
  'a cell of 5,000 characters, which comes in, and one of 5,001, which does not': {
    text: `name,phone,note\nAnn,+447700900123,${long}\nBob,+447700900124,"${long}x"\n`,
    expected: {
      rows: 2,
      phones: ['+447700900123', null],
      rejected: { 'cell-too-long': 1 },
    },
  },
  'zero bytes that fill cells up': {
    text: 'name,phone\nAnn\0\0\0,+447700900123\0\nBob,\0+447700900124\n',
    expected: {
      rows: 2,
      cells: [
        ['Ann', '+447700900123'],
        ['Bob', '+447700900124'],
      ],
      phones,
    },
  },
  'a zero byte inside a number, where a digit may be lost': {
    text: 'name,phone\nAnn,+44770\u0000900123\nBob,+447700900124\n',
    expected: {
      rows: 2,
      phones: [null, '+447700900124'],
      rejected: { 'row-unreadable': 1 },
    },
  },
  'text behind a closing quotation mark': {
    text: 'name,phone\n"Ann "Annie" Lee",+447700900199\n"Bob" x,+447700900198\nCat,+447700900124\n',
    expected: {
      rows: 3,
      phones: [null, null, '+447700900124'],
      rejected: { 'row-unreadable': 2 },
    },
  },
  'a quotation mark that opens in one row and closes in the next': {
    text: 'name,phone\n"Ann,+447700900199\nBob,"x",+447700900198\nCat,+447700900124\n',
    expected: {
      rows: 2,
      lines: [3, 4],
      phones: [null, '+447700900124'],
      rejected: { 'row-unreadable': 1 },
    },
  },
  'spaces around quotation marks, marks in the middle of a cell, doubled marks': {
    text: 'name,phone,note\n"Lee, Ann" , "+447700900123",5" pipe\n"""Bob"" Lee",+447700900124, "a, b"\n',
    expected: {
      rows: 2,
      cells: [
        ['Lee, Ann', '+447700900123', '5" pipe'],
        ['"Bob" Lee', '+447700900124', 'a, b'],
      ],
      phones,
    },
  },
}

describe('a text with what programs and people do to it', () => {
  it.each(Object.entries(cases))('comes in, or its rows are rejected: %s', async (_, { text, expected }) => {
    const world = createPeopleWorld()
    const reading = { format: 'delimited', encoding: 'utf-8', delimiter: ',', hasHeader: true }
    await expectImport(world, world.write('list.csv', text), {
      defaultCountry: 'GB',
      expected: { ...expected, reading },
    })
  })

  it('shows what cannot be read already before the import', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', 'name,phone\n"Ann" x,+447700900123\nBob,+447700900124\n')
    const { preview } = await importCallsOf(world)['imports.inspect']({ file, defaultCountry: 'GB' })
    expect(preview.map(({ problem }) => problem)).toEqual(['row-unreadable', null])
  })

  it('keeps the words of a row that cannot be read, with its line', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', 'name,phone\nAnn,+447700900123\n"Bob" x,+447700900124\n')
    const { calls, importId } = await importAsGuessed(world, file, { defaultCountry: 'GB' })
    const { rows } = await calls['imports.rejections']({ id: importId, offset: 0, limit: 9 })
    expect(rows).toEqual([{ line: 3, reason: 'row-unreadable', cells: ['"Bob" x', '+447700900124'] }])
  })
})
