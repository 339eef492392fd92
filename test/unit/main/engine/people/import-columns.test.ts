import { describe, expect, it } from 'vitest'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import type { ColumnTarget } from '../../../../../src/shared/contract/imports.ts'
import {
  importAsGuessed,
  importCallsOf,
  listPeople,
  startAsGuessed,
} from '../../../../support/import-steps.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'

const reading = { format: 'delimited', encoding: 'utf-8', delimiter: ',', hasHeader: true } as const

async function importTo(world: PeopleWorld, text: string, columns: ColumnTarget[], options: object = {}) {
  const calls = importCallsOf(world)
  const file = world.write('list.csv', text)
  const { importId } = await calls['imports.start']({
    file,
    reading,
    columns,
    defaultCountry: 'FR',
    badNumbers: 'reject',
    ...options,
  })
  await calls.imports.whenSettled(importId)
  return calls['imports.get']({ id: importId })
}

const phone = { to: 'field', field: 'phone' } as const

it('a file with more columns than targets is refused before it is read', async () => {
  const world = createPeopleWorld()
  const starting = importTo(world, 'Phone,Name,City\n06 39 98 00 01,Ada,Lyon\n', [phone, { to: 'ignore' }])
  await expect(starting).rejects.toMatchObject({
    code: 'import/columns-missing',
    data: { columns: 3, targets: 2 },
  })
  expect(await listPeople(world)).toEqual([])
})

it('a new list is not called like another audience', async () => {
  const world = createPeopleWorld()
  const importInto = async () =>
    importTo(world, 'Phone\n06 39 98 00 01\n', [phone], { list: { name: 'Élèves' } })
  await importInto()
  await expect(importInto()).rejects.toMatchObject({ code: 'audience/name-taken' })
})

describe('several columns with numbers', () => {
  it('give the first that can be texted, in the order of their priorities', async () => {
    const world = createPeopleWorld()
    const rows = [
      '06 39 98 00 01,06 39 98 00 02', // the second column comes first
      '06 39 98 00 03,',
      '06 39 98 00 04,12',
      '06 39 98 00 05,01 99 00 00 01', // a landline
      ',01 99 00 00 02',
      'none,12',
    ]
    const result = await importTo(world, `a,b\n${rows.join('\n')}\n`, [
      { ...phone, priority: 2 },
      { ...phone, priority: 1 },
    ])
    expect(result).toMatchObject({
      imported: 5,
      rejected: 1,
      otherColumn: 3,
      reasons: { 'phone-too-short': 1 },
    })
    expect((await listPeople(world)).map(person => person.phone)).toEqual([
      '+33639980002',
      '+33639980003',
      '+33639980004',
      '+33639980005',
      '+33199000002',
    ])
  })

  it('are recognised, and so is the number that a row has in another than the first', async () => {
    const world = createPeopleWorld()
    const file = world.write(
      'list.csv',
      'Nom,Téléphone,Portable\nA,01 99 00 00 01,06 39 98 00 01\nB,06 39 98 00 02,\n',
    )
    const { columns, preview } = await importCallsOf(world)['imports.inspect']({ file, defaultCountry: 'FR' })
    expect(columns.map(({ target }) => target)).toEqual([
      { to: 'field', field: 'last_name' },
      { to: 'field', field: 'phone', priority: 2 },
      { to: 'field', field: 'phone', priority: 1 },
    ])
    expect(preview.map(row => row.phone)).toEqual(['+33639980001', '+33639980002'])
  })
})

describe('values of a new field', () => {
  const columns: ColumnTarget[] = [
    phone,
    { to: 'new-field', label: 'Birthday', type: 'date', dateOrder: 'month-day' },
    { to: 'new-field', label: 'Amount', type: 'number', decimal: 'comma' },
    { to: 'new-field', label: 'Member', type: 'boolean' },
    { to: 'new-field', label: 'Tier', type: 'choice' },
    { to: 'new-field', label: 'Speaks', type: 'list', separator: '|' },
  ]

  it('are read as their type says, and the rest is counted and shown', async () => {
    const world = createPeopleWorld()
    const rows = [
      '0639980001,12/31/1985,"1.234,50",x,gold,Dutch|Greek|dutch',
      '0639980002,31/12/1985,many,perhaps,Gold,|',
      '0639980003,soon,"0,5",nee,Silver,Finnish',
    ]
    const result = await importTo(world, `phone,b,a,m,t,s\n${rows.join('\n')}\n`, columns)
    expect(result).toMatchObject({ read: 3, imported: 3, rejected: 0 })
    expect(result.problems).toEqual([
      {
        field: 'birthday',
        label: 'Birthday',
        type: 'date',
        count: 2,
        samples: [
          { line: 3, value: '31/12/1985' },
          { line: 4, value: 'soon' },
        ],
      },
      { field: 'amount', label: 'Amount', type: 'number', count: 1, samples: [{ line: 3, value: 'many' }] },
      {
        field: 'member',
        label: 'Member',
        type: 'boolean',
        count: 1,
        samples: [{ line: 3, value: 'perhaps' }],
      },
      { field: 'speaks', label: 'Speaks', type: 'list', count: 1, samples: [{ line: 3, value: '|' }] },
    ])
    expect(result.newChoices).toEqual([
      { field: 'tier', label: 'Tier', count: 2, values: ['gold', 'Silver'] },
    ])
    expect((await listPeople(world)).map(({ fields }) => fields)).toEqual([
      {
        birthday: '1985-12-31',
        amount: '1234.5',
        member: 'true',
        tier: 'gold',
        speaks: '["Dutch","Greek"]',
      },
      { tier: 'gold' },
      { amount: '0.5', member: 'false', tier: 'Silver', speaks: '["Finnish"]' },
    ])
    expect(await peopleHandlers(world.context)['people.fields']({})).toContainEqual({
      key: 'tier',
      label: 'Tier',
      type: 'choice',
      isBuiltIn: false,
      choices: ['gold', 'Silver'],
    })
  })

  it('of a choice that there is are found in any casing, and new ones are added and said', async () => {
    const world = createPeopleWorld()
    await peopleHandlers(world.context)['people.addField']({
      label: 'Tier',
      type: 'choice',
      choices: ['Gold'],
    })
    const text = 'phone,tier\n0639980001,GOLD\n0639980002,Élite\n0639980003,élite\n'
    const { calls, importId, result } = await importAsGuessed(world, world.write('list.csv', text))
    expect((await listPeople(world)).map(({ fields }) => fields['tier'])).toEqual(['Gold', 'Élite', 'Élite'])
    expect(result.newChoices).toEqual([{ field: 'tier', label: 'Tier', count: 1, values: ['Élite'] }])
    const choices = async () =>
      (await peopleHandlers(world.context)['people.fields']({})).find(({ key }) => key === 'tier')?.choices
    expect(await choices()).toEqual(['Gold', 'Élite'])
    await calls['imports.undo']({ id: importId })
    expect(await choices()).toEqual(['Gold'])
  })

  it('that are too many to choose from make a text of the field', async () => {
    const world = createPeopleWorld()
    const rows = Array.from({ length: 1100 }, (_, row) => `063998${1000 + row},Value ${row}`)
    await importTo(world, `phone,tier\n${rows.join('\n')}\n`, [
      phone,
      { to: 'new-field', label: 'Tier', type: 'choice' },
    ])
    const fields = await peopleHandlers(world.context)['people.fields']({})
    expect(fields.at(-1)).toMatchObject({ key: 'tier', type: 'text' })
    expect((await listPeople(world, { search: 'Value 1099' })).at(-1)?.fields).toEqual({ tier: 'Value 1099' })
  })
})

it('a number that has lost its last digits is told of where another column of the row has one', async () => {
  const world = createPeopleWorld()
  const rows = ['4.47E+11,0639980001', '0639980002,4.47E+11', '0639980003,', '4.47E+11,']
  const result = await importTo(world, `a,b\n${rows.join('\n')}\n`, [
    { ...phone, priority: 1 },
    { ...phone, priority: 2 },
  ])
  expect(result).toMatchObject({ imported: 3, lostNumber: 2, reasons: { 'phone-scientific': 1 } })
})

it('a tag that is named twice is one', async () => {
  const world = createPeopleWorld()
  const tags = ['Spring', 'spring ', 'Été', 'ete']
  const result = await importTo(world, 'a\n0639980001\n', [phone], { tags })
  expect(result.tags).toEqual(['Spring', 'Été'])
})

describe('the mapping of a file', () => {
  const header = 'Name,Mobile,Born,Level'
  const chosen: ColumnTarget[] = [
    { to: 'field', field: 'last_name' },
    phone,
    { to: 'new-field', label: 'Date of birth', type: 'date', dateOrder: 'month-day' },
    { to: 'ignore' },
  ]

  it('is remembered for the next one with the same headers, in whatever order', async () => {
    const world = createPeopleWorld()
    await importTo(world, `${header}\nAnna,0639980001,03/04/1985,1\n`, chosen, {
      defaultCountry: 'GB',
      badNumbers: 'keep',
      existing: 'overwrite',
      tags: ['Choir'],
    })
    const file = world.write('next.csv', 'LEVEL,name,born,mobile\n2,Bea,05/06/1990,07700 900123\n')
    const inspect = importCallsOf(world)['imports.inspect']
    const found = await inspect({ file, defaultCountry: 'FR' })
    expect(found.remembered).toEqual({
      at: world.context.clock.now(),
      defaultCountry: 'GB',
      badNumbers: 'keep',
      existing: 'overwrite',
      tags: ['Choir'],
    })
    expect(found.columns.map(({ target }) => target)).toEqual([
      { to: 'ignore' },
      { to: 'field', field: 'last_name' },
      { to: 'field', field: 'date_of_birth', dateOrder: 'month-day' },
      phone,
    ])
    expect(found.preview.map(row => row.phone)).toEqual(['+447700900123'])

    const anew = await inspect({ file, defaultCountry: 'FR', guessAnew: true })
    expect(anew.remembered).toBeNull()
    expect(anew.columns[1]?.target).toEqual({ to: 'field', field: 'first_name' })
    const other = world.write('other.csv', 'Level,Name,Born,Mobile,City\n2,Bea,,07700 900123,Leeds\n')
    expect((await inspect({ file: other, defaultCountry: 'FR' })).remembered).toBeNull()
  })

  it('makes a field again that was deleted since', async () => {
    const world = createPeopleWorld()
    await importTo(world, `${header}\nAnna,0639980001,03/04/1985,1\n`, chosen)
    world.context.workspace.sql.prepare("DELETE FROM person_fields WHERE key = 'date_of_birth'").run()
    const file = world.write('next.csv', `${header}\nBea,0639980002,05/06/1990,2\n`)
    const { columns } = await importCallsOf(world)['imports.inspect']({ file, defaultCountry: 'FR' })
    expect(columns[2]?.target).toEqual(chosen[2])
  })

  it('of an import that is undone is forgotten, and the one before counts again', async () => {
    const world = createPeopleWorld()
    const file = world.write('next.csv', `${header}\nBea,0639980002,05/06/1990,2\n`)
    const calls = importCallsOf(world)
    const remembered = async () =>
      (await calls['imports.inspect']({ file, defaultCountry: 'FR' })).remembered?.tags
    const rows = `${header}\nAnna,0639980001,03/04/1985,1\n`
    const first = await importTo(world, rows, chosen, { tags: ['One'] })
    const second = await importTo(world, rows, chosen, { tags: ['Two'] })
    expect(await remembered()).toEqual(['Two'])
    await calls['imports.undo']({ id: second.id })
    expect(await remembered()).toEqual(['One'])
    await calls['imports.undo']({ id: first.id })
    expect(await remembered()).toBeUndefined()
  })

  it('of an import that is cancelled is not remembered', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', `${header}\nAnna,0639980001,03/04/1985,1\n`)
    const { calls, importId } = await startAsGuessed(world, file)
    const settled = calls.imports.whenSettled(importId)
    await calls['imports.cancel']({ id: importId })
    await settled
    expect(await calls['imports.get']({ id: importId })).toMatchObject({ state: 'cancelled' })
    const { remembered } = await calls['imports.inspect']({ file, defaultCountry: 'FR' })
    expect(remembered).toBeNull()
    expect(world.context.workspace.sql.prepare('SELECT count(*) FROM import_mappings').pluck().get()).toBe(0)
  })
})
