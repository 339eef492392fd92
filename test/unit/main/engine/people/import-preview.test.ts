import { describe, expect, it } from 'vitest'
import type { ColumnTarget } from '../../../../../src/shared/contract/imports.ts'
import { importAsGuessed, importCallsOf, listPeople } from '../../../../support/import-steps.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'

const name: ColumnTarget = { to: 'field', field: 'first_name' }
const phone: ColumnTarget = { to: 'field', field: 'phone' }
const country: ColumnTarget = { to: 'field', field: 'country' }
const language: ColumnTarget = { to: 'field', field: 'language' }
const reading = { format: 'delimited', encoding: 'utf-8', delimiter: ';', hasHeader: false } as const

async function preview(world: PeopleWorld, rows: string[], columns: ColumnTarget[]) {
  const asked = { text: rows.join('\n'), reading, columns, defaultCountry: 'GB' }
  return (await importCallsOf(world)['imports.preview'](asked)).rows
}

describe('the preview of an import', () => {
  it('reads a number in the country that its row names, by its code or its name', async () => {
    const world = createPeopleWorld()
    const rows = await preview(
      world,
      ['fr;06 39 98 43 97', 'Sweden;070-174 06 05', 'Atlantis;07700 900123'],
      [country, phone],
    )
    expect(rows.map(row => row.reading)).toMatchObject([
      { e164: '+33639984397' },
      { e164: '+46701740605' },
      { e164: '+447700900123' },
    ])
    expect(rows.map(row => row.kept[0])).toEqual(['FR', 'SE', 'GB'])
  })

  it('shows what is stored: codes of languages, values of fields, and nothing for what cannot be read', async () => {
    const world = createPeopleWorld()
    const born: ColumnTarget = { to: 'new-field', label: 'Born', type: 'date', dateOrder: 'day-month' }
    const rows = await preview(
      world,
      ['Anna;Français;03/04/1985;07700 900123', 'Bo;sv;soon;07700 900124'],
      [name, language, born, phone],
    )
    expect(rows.map(row => row.kept)).toEqual([
      ['Anna', 'fr', '1985-04-03', '+447700900123'],
      ['Bo', 'sv', null, '+447700900124'],
    ])
    expect(world.context.workspace.sql.prepare('SELECT count(*) FROM person_fields').pluck().get()).toBe(0)
  })

  it('tells which rows are left out, and why', async () => {
    const world = createPeopleWorld()
    const rows = await preview(
      world,
      ['Anna;07700 900123;more', `${'a'.repeat(5001)};07700 900124`, 'Bo;07700 900125', ' ; '],
      [name, phone],
    )
    expect(rows.map(row => row.rowProblem)).toEqual([
      'row-too-many-cells',
      'cell-too-long',
      null,
      'row-empty',
    ])
  })

  it('says what was mended, but not that spaces were dropped', async () => {
    const rows = await preview(createPeopleWorld(), ['7700-900 123', '07700 900124'], [phone])
    expect(rows.map(row => row.repairs)).toEqual([['leading-zero'], []])
  })

  it('takes the first usable of several columns with numbers, else shows the first that is filled', async () => {
    const rows = await preview(
      createPeopleWorld(),
      ['12;07700 900124;07700 900125', ';4.47E+11;12'],
      [phone, phone, phone],
    )
    expect(rows[0]).toMatchObject({ input: '07700 900124', isOtherColumn: true })
    expect(rows[1]).toMatchObject({ input: '4.47E+11', reading: { kind: 'invalid', reason: 'scientific' } })
  })

  it('has no number where no column is one', async () => {
    expect((await preview(createPeopleWorld(), ['Anna'], [name]))[0]?.reading).toEqual({ kind: 'missing' })
  })

  it('is what the import then does, also in what an inspection shows', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', 'Name,Country,Mobile\nAnna,Sweden,070-174 06 05\nBo,,07700 900123\n')
    const found = await importCallsOf(world)['imports.inspect']({ file, defaultCountry: 'GB' })
    expect(found.preview.map(row => row.phone)).toEqual(['+46701740605', '+447700900123'])
    await importAsGuessed(world, file, { defaultCountry: 'GB' })
    expect((await listPeople(world)).map(person => person.phone)).toEqual(found.preview.map(row => row.phone))
  })
})
