import { describe, expect, it } from 'vitest'
import { createImports } from '../../../../../src/main/engine/people/create-imports.ts'
import {
  countPeople,
  expectNobody,
  importAsGuessed,
  startAsGuessed,
} from '../../../../support/import-steps.ts'
import { createPeopleWorld } from '../../../../support/people-world.ts'
import { writeWorkbook } from '../../../../support/write-workbook.ts'

function workbookOf(count: number) {
  const rows = Array.from({ length: count }, (_, row) => [
    `Anna ${row}`,
    `+3363998${String(row % 10_000).padStart(4, '0')}`,
  ])
  return writeWorkbook({ texts: 'inline', sheets: [{ name: 'a', rows: [['name', 'phone'], ...rows] }] })
}

describe('an import of a workbook', () => {
  it('is cancelled while it is read, and leaves nothing', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.xlsx', await workbookOf(20_000))
    const { calls, importId } = await startAsGuessed(world, file)
    await calls['imports.cancel']({ id: importId })
    expect(await calls['imports.get']({ id: importId })).toMatchObject({ state: 'cancelled' })
    expect(await countPeople(world)).toBe(0)
    await calls.imports.whenSettled(importId)
    expectNobody(world)
  })

  it('takes everything back where it turns out damaged further down', async () => {
    const world = createPeopleWorld()
    const bytes = await workbookOf(40_000)
    const half = Math.floor(bytes.length * 0.8)
    const file = world.write('list.xlsx', bytes.fill(0, half, half + 100))
    const inspected = await importAsGuessed(world, file).catch((error: unknown) => error)
    expect(inspected).toMatchObject({ code: 'import/workbook-damaged' })
    expectNobody(world)
  })

  it('rejects a row with a cell that is too long, and no other', async () => {
    const world = createPeopleWorld()
    const rows = [
      ['name', 'phone', 'note'],
      ['A', '+33639981234', 'x'.repeat(90_000)],
      ['B', '+33639981235', ''],
    ]
    const book = await writeWorkbook({ sheets: [{ name: 'a', rows }] })
    const { result } = await importAsGuessed(world, world.write('list.xlsx', book))
    expect(result).toMatchObject({ imported: 1, rejected: 1, reasons: { 'cell-too-long': 1 } })
  })

  it('tells how far it is, up to the size of the file', async () => {
    const world = createPeopleWorld()
    const bytes = await workbookOf(30_000)
    const { importId } = await importAsGuessed(world, world.write('list.xlsx', bytes))
    const last = world.pushes.findLast(push => push.name === 'import.progressed')?.data
    expect(last).toMatchObject({ import: { id: importId, imported: 30_000 }, bytes: bytes.length })
  })
})

describe('an import of a pasted text', () => {
  it('that was cut off when the program ended is gone at the next start, which says so', async () => {
    const world = createPeopleWorld()
    const lines = Array.from(
      { length: 60_000 },
      (_, row) => `+3363998${String(row % 10_000).padStart(4, '0')}`,
    )
    const { calls } = await startAsGuessed(world, { text: lines.join('\n') })
    await calls.imports.stop()
    const stored = world.context.workspace.sql.prepare('SELECT count(*) FROM people').pluck().get()
    world.context.workspace.close()

    const next = createPeopleWorld(world.folder)
    expect(createImports(next.context).recover()).toEqual([
      { code: 'import/interrupted', data: { file: 'Pasted text', rows: stored } },
    ])
    expect(await countPeople(next)).toBe(0)
  })
})
