import { expect, test } from 'vitest'
import { figuresTable } from '../../../../../src/main/engine/export/figures-table.ts'
import type { Cell } from '../../../../../src/main/engine/export/table.ts'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'

test('The file of a delivery adds up: targeted is everyone who is excluded, by cause, and everyone to deliver to', async () => {
  const world = createCampaignWorld()
  await world.addLine()
  world.addPeople([
    { phone: '+447700900110', language: 'en' },
    { phone: '+33639980011', language: 'fr' },
    { phone: '+447700900110' },
    { phone: null },
  ])
  const id = world.addDraft('Hi')
  await world.prepare(id)
  const table = figuresTable(world.context.workspace.sql, id, { 'part.country': 'Country' })
  const rows: (readonly Cell[])[] = []
  for await (const piece of table.pieces()) rows.push(...piece)
  expect(rows.length).toBe(table.total)
  const people = rows.filter(([part]) => part === 'people').map(row => Number(row[2]))
  const [all] = rows.filter(([part]) => part === 'all')
  const [targeted = 0, ...excluded] = people
  expect(targeted).toBe(excluded.reduce((sum, count) => sum + count, 0) + Number(all?.[2]))
  expect(rows.filter(([part]) => part === 'Country').map(row => row.slice(1, 3))).toEqual([
    ['GB', 1],
    ['FR', 1],
  ])
  // Nothing has left: what is planned adds up all the same, and what was spent is told apart from it.
  const parts = rows.filter(([part]) => part === 'Country').map(row => Number(row[10]))
  expect(all?.[10]).toBe(parts.reduce((sum, count) => sum + count, 0))
  expect(rows.find(([part, what]) => part === 'cost' && what === 'parts')?.[2]).toBe(0)
})
