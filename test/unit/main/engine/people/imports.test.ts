import { describe, expect, it, vi } from 'vitest'
import { createImports } from '../../../../../src/main/engine/people/create-imports.ts'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import {
  countPeople,
  expectNobody,
  importAsGuessed,
  importCallsOf,
  listPeople,
  manyRows,
  startAsGuessed,
} from '../../../../support/import-steps.ts'
import { createPeopleWorld } from '../../../../support/people-world.ts'

describe('an import', () => {
  it('turns rows into people with normalised numbers and custom fields', async () => {
    const world = createPeopleWorld()
    const file = world.write(
      'people.csv',
      'Prénom;Nom;Mobile;Ville;Points\nÉlodie;Martin;06 39 98 12 34;Nîmes;12\n"Anna\nMaria";;+46701740636;"a ""b""; c";\n',
    )
    const { result } = await importAsGuessed(world, file)
    expect(result).toMatchObject({ state: 'finished', read: 2, imported: 2, rejected: 0, repaired: 0 })
    expect(await listPeople(world)).toMatchObject([
      {
        phone: '+33639981234',
        phoneInput: '06 39 98 12 34',
        phoneType: 'mobile',
        country: 'FR',
        firstName: 'Élodie',
        lastName: 'Martin',
        fields: { ville: 'Nîmes', points: '12' },
      },
      {
        phone: '+46701740636',
        country: 'SE',
        firstName: 'Anna\nMaria',
        lastName: null,
        fields: { ville: 'a "b"; c' },
      },
    ])
  })

  it('reads names of countries and languages, and numbers by the country of their row', async () => {
    const world = createPeopleWorld()
    const file = world.write(
      'list.csv',
      'phone,country,language\n07700 900123,Royaume-Uni,Anglais\n0701740636,SE,sv_SE\n',
    )
    await importAsGuessed(world, file)
    expect(await listPeople(world)).toMatchObject([
      { phone: '+447700900123', country: 'GB', language: 'en' },
      { phone: '+46701740636', country: 'SE', language: 'sv-SE' },
    ])
  })

  it('gives new fields the type of their first values, and tells of values that are no such', async () => {
    const world = createPeopleWorld()
    const rows = Array.from(
      { length: 600 },
      (_, row) => `063998${1000 + row},${row},${row},2001-02-03,ja,0${row}`,
    )
    const file = world.write(
      'list.csv',
      `phone,points,mixed,birthday,member,postcode\n${rows.join('\n')}\n0639982000,1.5,n/a,,nej,1\n`,
    )
    const { result } = await importAsGuessed(world, file)
    expect(result.problems).toEqual([
      { field: 'mixed', label: 'Mixed', type: 'number', count: 1, samples: [{ line: 602, value: 'n/a' }] },
    ])
    const fields = await peopleHandlers(world.context)['people.fields']({})
    expect(fields.filter(field => !field.isBuiltIn)).toEqual([
      { key: 'points', label: 'Points', type: 'number', isBuiltIn: false },
      { key: 'mixed', label: 'Mixed', type: 'number', isBuiltIn: false },
      { key: 'birthday', label: 'Birthday', type: 'date', isBuiltIn: false },
      { key: 'member', label: 'Member', type: 'boolean', isBuiltIn: false },
      { key: 'postcode', label: 'Postcode', type: 'text', isBuiltIn: false },
    ])
    expect((await listPeople(world)).at(-1)?.fields).toEqual({
      points: '1.5',
      member: 'false',
      postcode: '1',
    })
  })

  it('keeps people without a usable number when asked to', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', 'name,phone\nA,\nB,4.47E+11\nC,+4670\n,\n')
    const { result } = await importAsGuessed(world, file, { badNumbers: 'keep' })
    expect(result).toMatchObject({ read: 4, imported: 3, rejected: 1, reasons: { 'row-empty': 1 } })
    expect(await listPeople(world)).toMatchObject([
      { firstName: 'A', phone: null, phoneInput: null, phoneProblem: 'missing' },
      { firstName: 'B', phone: null, phoneInput: '4.47E+11', phoneProblem: 'scientific' },
      { firstName: 'C', phone: null, phoneInput: '+4670', phoneProblem: 'too-short' },
    ])
  })

  it('counts numbers that were mended, but not those that were written otherwise', async () => {
    const world = createPeopleWorld()
    const { result } = await importAsGuessed(
      world,
      world.write('list.csv', 'phone\n639981234\n06 39 98 12 35\n0033639981236\n'),
    )
    expect(result).toMatchObject({ imported: 3, repaired: 2 })
  })

  it('takes the first usable of several numbers', async () => {
    const world = createPeopleWorld()
    const calls = importCallsOf(world)
    const { importId } = await calls['imports.start']({
      file: world.write('list.csv', 'a,b\n,0639981234\n123,0639981235\n0639981236,0639981237\n'),
      reading: { format: 'delimited', encoding: 'utf-8', delimiter: ',', hasHeader: true },
      columns: [
        { to: 'field', field: 'phone' },
        { to: 'field', field: 'phone' },
      ],
      defaultCountry: 'FR',
      badNumbers: 'reject',
    })
    await calls.imports.whenSettled(importId)
    expect((await listPeople(world)).map(person => person.phone)).toEqual([
      '+33639981234',
      '+33639981235',
      '+33639981236',
    ])
  })

  it('tells how far it is, but not again within a fifth of a second, and how it ended', async () => {
    const world = createPeopleWorld()
    const { calls, importId } = await startAsGuessed(world, world.write('list.csv', manyRows(30_000)))
    await calls.imports.whenSettled(importId)
    const pushes = world.pushes.filter(push => push.name === 'import.progressed')
    expect(pushes).toHaveLength(2)
    expect(pushes.at(-1)?.data).toMatchObject({
      import: { id: importId, state: 'finished', imported: 30_000 },
    })
    expect(world.pushes.filter(push => push.name === 'people.changed')).toHaveLength(1)
  })

  it('is one at a time', async () => {
    const world = createPeopleWorld()
    const { calls, importId } = await startAsGuessed(world, world.write('list.csv', manyRows(30_000)))
    const again = startAsGuessed(world, world.write('other.csv', manyRows(3)), { calls })
    await expect(again).rejects.toMatchObject({ code: 'import/already-running', data: { id: 1 } })
    await calls.imports.whenSettled(importId)
    const third = await importAsGuessed(world, world.write('other.csv', manyRows(3)), { calls })
    expect(third.result.state).toBe('finished')
  })
})

describe('a file that names its delimiter in its first line', () => {
  it('is cut by that, and the line is no row', async () => {
    const world = createPeopleWorld()
    const file = world.write('people.csv', 'sep=;\r\nname;phone\r\nA, B;0639981234\r\nC;\r\n')
    const { calls, importId, result } = await importAsGuessed(world, file)
    expect(result).toMatchObject({ read: 2, imported: 1, rejected: 1 })
    expect((await calls['imports.rejections']({ id: importId, offset: 0, limit: 9 })).rows).toMatchObject([
      { line: 4 },
    ])
    const { preview } = await calls['imports.inspect']({ file, defaultCountry: 'FR' })
    expect(preview.map(({ line }) => line)).toEqual([3, 4])
  })
})

describe('rejected rows', () => {
  it('keep their reason and cells', async () => {
    const world = createPeopleWorld()
    const file = world.write(
      'people.csv',
      'name,phone,note\nA,0639981234,=1+1\nB,,"x, y"\nC,4.47E+11,@z\nD,+4670,é\n,,\nE,0639981235,a,b\n',
    )
    const { calls, importId, result } = await importAsGuessed(world, file)
    expect(result).toMatchObject({ read: 6, imported: 1, rejected: 5 })
    expect(result.reasons).toEqual({
      'phone-missing': 1,
      'phone-scientific': 1,
      'phone-too-short': 1,
      'row-empty': 1,
      'row-too-many-cells': 1,
    })
    expect(await calls['imports.rejections']({ id: importId, offset: 1, limit: 2 })).toEqual({
      total: 5,
      rows: [
        { line: 4, reason: 'phone-scientific', cells: ['C', '4.47E+11', '@z'] },
        { line: 5, reason: 'phone-too-short', cells: ['D', '+4670', 'é'] },
      ],
    })
  })
})

describe('an import that is not wanted', () => {
  it('is cancelled while it is read, and leaves nothing', async () => {
    const world = createPeopleWorld()
    const { calls, importId } = await startAsGuessed(world, world.write('list.csv', manyRows(60_000)))
    await calls['imports.cancel']({ id: importId })
    expect(await calls['imports.get']({ id: importId })).toMatchObject({ state: 'cancelled' })
    expect(await countPeople(world)).toBe(0)
    await calls.imports.whenSettled(importId)
    expectNobody(world)
  })

  it('is undone when it is finished; people of others stay, and ids are not given again', async () => {
    const world = createPeopleWorld()
    const { calls, importId } = await importAsGuessed(world, world.write('list.csv', manyRows(12_000)))
    const other = await importAsGuessed(world, world.write('other.csv', manyRows(5)), { calls })
    expect(await calls['imports.undo']({ id: importId })).toEqual({
      removed: 11_995,
      restored: 0,
      kept: 5,
      merged: 0,
    })
    expect(await listPeople(world)).toHaveLength(5)
    expect(await listPeople(world, { sortBy: 'last_name' })).toHaveLength(5)
    expect(await calls['imports.get']({ id: importId })).toMatchObject({ state: 'undone', imported: 12_000 })
    await expect(calls['imports.undo']({ id: importId })).rejects.toMatchObject({
      code: 'import/not-finished',
    })
    expect(await calls['imports.undo']({ id: other.importId })).toEqual({
      removed: 5,
      restored: 0,
      kept: 0,
      merged: 0,
    })
    expect(await countPeople(world)).toBe(0)
    const person = await peopleHandlers(world.context)['people.create']({ firstName: 'New' })
    expect(person.id).toBe(12_001)
  })

  it('is not seen by anybody while it is read', async () => {
    const world = createPeopleWorld()
    const people = peopleHandlers(world.context)
    await people['people.create']({ firstName: 'Anna', phone: '0639981234' })
    const { calls, importId } = await startAsGuessed(world, world.write('list.csv', manyRows(40_000)))
    const seen = new Set<number>()
    const settled = calls.imports.whenSettled(importId).then(() => true)
    const aMoment = () => new Promise<boolean>(resolve => setImmediate(() => resolve(false)))
    while (!(await Promise.race([settled, aMoment()]))) {
      seen.add(await countPeople(world))
      seen.add(await countPeople(world, { sortBy: 'last_name', search: 'anna' }))
    }
    expect(await countPeople(world)).toBe(40_001)
    expect([...seen.add(40_001)]).toEqual([1, 40_001])
  })

  it('is taken back at the next start when the program ended in the middle of it', async () => {
    const world = createPeopleWorld()
    const { calls, importId } = await startAsGuessed(world, world.write('list.csv', manyRows(60_000)))
    await calls.imports.stop()
    const stored = world.context.workspace.sql.prepare('SELECT count(*) FROM people').pluck().get()
    expect(stored).toBeGreaterThan(0)
    world.context.workspace.close()

    const next = createPeopleWorld(world.folder)
    const { sql } = next.context.workspace
    const imports = createImports(next.context)
    expect(imports.recover()).toEqual([
      { code: 'import/interrupted', data: { file: 'list.csv', rows: stored } },
    ])
    expect(await countPeople(next)).toBe(0)
    await expect(imports.undo(importId)).rejects.toMatchObject({ code: 'import/not-finished' })
    await vi.waitUntil(() => sql.prepare('SELECT min(is_settled) FROM imports').pluck().get() === 1)
    expectNobody(next)
    expect(createImports(next.context).recover()).toEqual([])
  })
})
