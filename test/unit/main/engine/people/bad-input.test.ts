import { appendFileSync, mkdirSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  expectNobody,
  importAsGuessed,
  importCallsOf,
  listPeople,
  manyRows,
  startAsGuessed,
} from '../../../../support/import-steps.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'

const ignored = { to: 'ignore' as const }
const targets = [
  ...['first_name', 'last_name', 'phone'].map(field => ({ to: 'field' as const, field })),
  ignored,
]
const reading = { format: 'delimited', encoding: 'utf-8', delimiter: ',', hasHeader: true } as const

function inspect(world: PeopleWorld, file: string) {
  return importCallsOf(world)['imports.inspect']({ file, defaultCountry: 'FR' })
}

/** Starts without looking first, as a client may, and gives how it ended. */
async function importBlindly(world: PeopleWorld, file: string, given: object = {}) {
  const calls = importCallsOf(world)
  const request = {
    file,
    reading,
    columns: targets,
    defaultCountry: 'FR',
    badNumbers: 'reject' as const,
    ...given,
  }
  const { importId } = await calls['imports.start'](request)
  await calls.imports.whenSettled(importId)
  return calls['imports.get']({ id: importId })
}

describe('a file that cannot be imported is refused, with nothing imported', () => {
  it.each<[string, string | Uint8Array, object]>([
    ['an empty file', '', { code: 'import/empty', data: { file: 'list.csv' } }],
    ['a file of empty lines', '\n\r\n\n', { code: 'import/empty' }],
    ['a file of blank lines and cells', '  \n,,\n \t\n', { code: 'import/empty' }],
    ['a byte order mark and nothing else', '\u{feff}', { code: 'import/empty' }],
    ['a header without rows', 'first name,phone\n', { code: 'import/no-rows' }],
    ['zero bytes all over a text', 'na\0\0me,ph\0\0\0one\nA,06399\0\x0081234\n', { code: 'import/not-text' }],
    ['compressed bytes', deflateSync(Buffer.from(manyRows(500))), { code: 'import/not-text' }],
    ['control characters', '\u0001\u0002\u0003\u0004,phone\n\u0005,\u0006\n', { code: 'import/not-text' }],
    [
      'the beginning of a workbook',
      Buffer.from('PK\u0003\u0004\u0014\u0000rest'),
      { code: 'import/workbook-damaged' },
    ],
    [
      '10,000 columns',
      `${Array.from({ length: 10_000 }, (_, column) => `c${column}`).join(',')}\n1,2\n`,
      { code: 'import/too-many-columns', data: { columns: 10_000, most: 1000 } },
    ],
    [
      'a line of three megabytes',
      `phone\n${'x'.repeat(3_000_000)}\n`,
      { code: 'import/row-too-long', data: { line: 2, kilobytes: 1024 } },
    ],
    [
      'a quotation mark that is never closed',
      'name,phone\n"A,0639981234\nB,0639981235\n',
      { code: 'import/quote-open', data: { line: 2 } },
    ],
  ])('%s', async (_, content, error) => {
    const world = createPeopleWorld()
    await expect(inspect(world, world.write('list.csv', content))).rejects.toMatchObject(error)
    expectNobody(world)
  })

  it('a folder', async () => {
    const world = createPeopleWorld()
    mkdirSync(join(world.folder, 'list.csv'))
    const refused = { code: 'import/is-folder', data: { file: 'list.csv' } }
    await expect(inspect(world, join(world.folder, 'list.csv'))).rejects.toMatchObject(refused)
  })

  it('a file that is not there, or is gone between looking and starting', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', manyRows(2))
    await inspect(world, file)
    rmSync(file)
    const refused = { code: 'import/file-missing', data: { file: 'list.csv' } }
    await expect(inspect(world, file)).rejects.toMatchObject(refused)
    await expect(importBlindly(world, file)).rejects.toMatchObject(refused)
  })

  it('a file without a column for the number', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', manyRows(2))
    const columns = [...targets.slice(0, 2), ignored, ignored]
    await expect(importBlindly(world, file, { columns })).rejects.toMatchObject({
      code: 'import/no-phone-column',
    })
    expectNobody(world)
  })

  it('a line of two gigabytes, without reading it', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', `name,phone\n${'x'.repeat(4_000_000)}`)
    truncateSync(file, 2 * 1024 ** 3)
    const before = process.memoryUsage().rss
    await expect(inspect(world, file)).rejects.toMatchObject({ code: 'import/row-too-long' })
    await expect(importBlindly(world, file)).rejects.toMatchObject({ code: 'import/row-too-long' })
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 ** 2)
  })
})

describe('an import that fails half-way takes everything back', () => {
  it('where the bytes are not of the chosen encoding', async () => {
    const world = createPeopleWorld()
    const latin = Buffer.concat([
      Buffer.from(manyRows(20_000)),
      Buffer.from('Zoë,Roux,0639981234\n', 'latin1'),
    ])
    const file = world.write('list.csv', latin)
    const result = await importBlindly(world, file)
    expect(result).toMatchObject({
      state: 'failed',
      error: { code: 'import/wrong-encoding', data: { file: 'list.csv', encoding: 'utf-8' } },
    })
    expectNobody(world)
    const { result: guessed } = await importAsGuessed(world, file)
    expect(guessed).toMatchObject({ state: 'finished', imported: 20_001 })
  })

  it('where a quotation mark is not closed further down', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', `${manyRows(20_000)}"A,Martin,0639981234\n`)
    expect(await importBlindly(world, file)).toMatchObject({
      state: 'failed',
      error: { code: 'import/quote-open', data: { line: 20_002 } },
    })
    expectNobody(world)
  })

  it('where much more follows a quotation mark that is not closed than any row may be long', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', `${manyRows(10)}"A,Martin,0639981234\n${manyRows(90_000)}`)
    await expect(importBlindly(world, file)).rejects.toMatchObject({
      code: 'import/quote-open',
      data: { line: 12 },
    })
    expectNobody(world)
  })

  it('where the file becomes shorter or longer while it is read', async () => {
    for (const change of [
      (file: string) => truncateSync(file, 1_000_000),
      (file: string) => appendFileSync(file, 'x'),
    ]) {
      const world = createPeopleWorld()
      const file = world.write('list.csv', manyRows(100_000))
      const { calls, importId } = await startAsGuessed(world, file)
      change(file)
      await calls.imports.whenSettled(importId)
      expect(await calls['imports.get']({ id: importId })).toMatchObject({
        state: 'failed',
        error: { code: 'import/file-changed', data: { file: 'list.csv' } },
      })
      expectNobody(world)
    }
  })

  it('and one whose file is removed meanwhile ends whole or not at all', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', manyRows(50_000))
    const { calls, importId } = await startAsGuessed(world, file)
    rmSync(file)
    await calls.imports.whenSettled(importId)
    const { state, imported } = await calls['imports.get']({ id: importId })
    const count = world.context.workspace.sql.prepare('SELECT count(*) FROM people').pluck().get()
    expect(state === 'finished' ? [imported, count] : [50_000, count]).toEqual([
      50_000,
      state === 'finished' ? 50_000 : 0,
    ])
  })

  it('where the disk is full, and keeps what was there', async () => {
    const world = createPeopleWorld()
    const { sql } = world.context.workspace
    await importAsGuessed(world, world.write('few.csv', manyRows(10)))
    const pages = Number(sql.pragma('page_count', { simple: true }))
    sql.pragma(`max_page_count = ${pages + 300}`)
    const { result } = await importAsGuessed(world, world.write('many.csv', manyRows(100_000)))
    expect(result).toMatchObject({ state: 'failed', error: { code: 'workspace/disk-full' } })
    expect(await listPeople(world)).toHaveLength(10)
    expect(sql.prepare('SELECT count(*) FROM people').pluck().get()).toBe(10)
    expect(sql.pragma('integrity_check', { simple: true })).toBe('ok')
  })
})
