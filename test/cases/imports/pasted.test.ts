import { describe, expect, it } from 'vitest'
import { expectImport, type ExpectedImport } from '../../support/expect-import.ts'
import { importAsGuessed, importCallsOf } from '../../support/import-steps.ts'
import { createPeopleWorld } from '../../support/people-world.ts'

const delimited = { format: 'delimited', encoding: 'utf-8' }
const numbers = { format: 'numbers', encoding: 'utf-8', hasHeader: true }
const phones = ['+447700900123', '+447700900124']

const cases: Readonly<Record<string, { text: string; expected: ExpectedImport }>> = {
  'cells of a spreadsheet with their header': {
    text: 'First name\tMobile\tCity\nAnn\t07700 900123\tLeeds\nBob\t07700 900124\tYork\n',
    expected: {
      reading: { ...delimited, delimiter: '\t', hasHeader: true },
      rows: 2,
      columns: ['first_name', 'phone', 'new:City'],
      phones,
    },
  },
  'cells of a spreadsheet without one': {
    text: 'Ann\t07700 900123\nBob\t07700 900124',
    expected: {
      reading: { ...delimited, delimiter: '\t', hasHeader: false },
      rows: 2,
      columns: ['first_name', 'phone'],
      phones,
    },
  },
  'a CSV': {
    text: 'name;phone\nAnn;07700 900123\nBob;07700 900124',
    expected: {
      reading: { ...delimited, delimiter: ';', hasHeader: true },
      rows: 2,
      columns: ['first_name', 'phone'],
      phones,
    },
  },
  'a number a line': {
    text: '07700 900123\n\n+44 7700 900124\n',
    expected: {
      reading: { ...delimited, delimiter: ',', hasHeader: false },
      rows: 2,
      columns: ['phone'],
      phones,
    },
  },
  'one number': {
    text: '07700 900123',
    expected: {
      reading: { ...delimited, delimiter: ',', hasHeader: false },
      rows: 1,
      columns: ['phone'],
      phones: ['+447700900123'],
    },
  },
  'numbers between commas': {
    text: '07700 900123, +447700900124,\n',
    expected: {
      reading: { ...numbers, hasNames: false },
      rows: 2,
      columns: ['phone'],
      lines: [1, 2],
      phones,
    },
  },
  'numbers between semicolons, over lines of different length': {
    text: '07700900123; 07700900124; 07700900125\n07700900126\n',
    expected: {
      reading: { ...numbers, hasNames: false },
      rows: 4,
      columns: ['phone'],
      lines: [1, 2, 3, 4],
      phones: [...phones, '+447700900125', '+447700900126'],
    },
  },
  'people as mail programs write them': {
    text: '"Lee, Ann" <07700 900123>, Bob O\'Neill <+44 7700 900124>;\nCat<07700900125>',
    expected: {
      reading: { ...numbers, hasNames: true },
      rows: 3,
      columns: ['phone', 'first_name'],
      cells: [
        ['07700 900123', 'Lee, Ann'],
        ['+44 7700 900124', "Bob O'Neill"],
        ['07700900125', 'Cat'],
      ],
      phones: [...phones, '+447700900125'],
    },
  },
  'people as mail programs write them, and numbers alone between them': {
    text: 'Ann <07700 900123>, 07700 900124\n07700 900125, 07700 900126\n',
    expected: {
      reading: { ...numbers, hasNames: true },
      rows: 4,
      cells: [
        ['07700 900123', 'Ann'],
        ['07700 900124', ''],
        ['07700 900125', ''],
        ['07700 900126', ''],
      ],
      phones: [...phones, '+447700900125', '+447700900126'],
    },
  },
  'a table in which addresses of mail stand in angle brackets': {
    text: 'Ann <ann@example.org>,07700 900123\nBob <bob@example.org>,07700 900124\n',
    expected: {
      reading: { ...delimited, delimiter: ',', hasHeader: false },
      rows: 2,
      columns: ['ignore', 'phone'],
      phones,
    },
  },
  'a name and a number a line, in either order': {
    text: 'Ann Lee: 07700 900123\nBob – +447700900124\n07700 900125 Cat Smith\n',
    expected: {
      reading: { ...numbers, hasNames: true },
      rows: 3,
      columns: ['phone', 'first_name'],
      cells: [
        ['07700 900123', 'Ann Lee'],
        ['+447700900124', 'Bob'],
        ['07700 900125', 'Cat Smith'],
      ],
      phones: [...phones, '+447700900125'],
    },
  },
  'something in a list that is no number is rejected, not lost': {
    text: 'Ann <07700 900123>, Bob <none>\nCat <07700 900124>\nDan <4.47E+11>\nEve <07700 900126>',
    expected: {
      reading: { ...numbers, hasNames: true },
      rows: 5,
      lines: [1, 2, 3, 4, 5],
      phones: ['+447700900123', null, '+447700900124', null, '+447700900126'],
      rejected: { 'phone-missing': 1, 'phone-scientific': 1 },
    },
  },
  'a contact': {
    text: 'BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nTEL:07700 900123\nEND:VCARD\n',
    expected: {
      reading: { format: 'vcard', encoding: 'utf-8', hasHeader: true },
      rows: 1,
      phones: ['+447700900123'],
    },
  },
}

describe('a text that is pasted', () => {
  it.each(Object.entries(cases))('is understood without help: %s', async (_, { text, expected }) => {
    await expectImport(createPeopleWorld(), { text }, { defaultCountry: 'GB', expected })
  })

  it('is called by the name that it is given', async () => {
    const world = createPeopleWorld()
    const calls = importCallsOf(world)
    const source = { text: '07700 900123', name: 'Texte collé' }
    const { reading, columns, fileName } = await calls['imports.inspect']({ ...source, defaultCountry: 'GB' })
    expect(fileName).toBe('Texte collé')
    const targets = columns.map(({ target }) => target)
    const { result } = await importAsGuessed(world, source, { defaultCountry: 'GB', calls })
    expect(result.fileName).toBe('Texte collé')
    expect([reading.format, targets]).toEqual(['delimited', [{ to: 'field', field: 'phone' }]])
  })

  it('is read in the country of the workspace where none is given', async () => {
    const { preview } = await importCallsOf(createPeopleWorld())['imports.inspect']({ text: '07700 900123' })
    expect(preview).toMatchObject([{ phone: '+447700900123' }])
  })

  it('can be read as a list of numbers though it looks like a table', async () => {
    const text = '07700900123,07700900124\n07700900125,07700900126\n'
    const inspect = importCallsOf(createPeopleWorld())['imports.inspect']
    expect(await inspect({ text })).toMatchObject({ reading: { format: 'delimited' }, rows: 2 })
    const reading = { format: 'numbers' } as const
    expect(await inspect({ text, reading })).toMatchObject({
      reading: { ...numbers, hasNames: false },
      rows: 4,
    })
  })

  it('is refused when it is empty or longer than 5 MB, with the limit', async () => {
    const inspect = importCallsOf(createPeopleWorld())['imports.inspect']
    await expect(inspect({ text: ' \n' })).rejects.toMatchObject({ code: 'import/empty' })
    const text = '07700 900123\n'.repeat(400_000)
    await expect(inspect({ text })).rejects.toMatchObject({
      code: 'import/text-too-long',
      data: { megabytes: 5 },
    })
  })

  it('of a megabyte without a line break comes in number by number', async () => {
    const world = createPeopleWorld()
    const text = Array.from(
      { length: 100_000 },
      (_, row) => `+3363998${String(row % 10_000).padStart(4, '0')}`,
    )
    const { result } = await importAsGuessed(world, { text: text.join(', ') })
    expect(result).toMatchObject({ state: 'finished', read: 100_000, rejected: 0 })
  })
})
