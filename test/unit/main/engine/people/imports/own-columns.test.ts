import { expect, it } from 'vitest'
import { findOwnColumns } from '../../../../../../src/main/engine/people/imports/own-columns.ts'

function ownOf(columns: Record<string, string[]>, tags: string[] = []): string[] {
  const samples = Object.entries(columns).map(([header, values]) => ({ header, values }))
  return [...findOwnColumns(samples, tags)].map(index => samples[index]?.header ?? '')
}

it('knows the columns of its own exports in every language, and by their keys', () => {
  const added = ['2026-01-05T10:00:00.000Z']
  expect(ownOf({ 'Type de numéro': ['Fixe'], Étiquettes: ['Chœur'], Ajout: added })).toHaveLength(3)
  expect(ownOf({ 'Soort nummer': ['Vast'], Labels: ['Koor'], Toegevoegd: added })).toHaveLength(3)
  expect(ownOf({ 'Typ av nummer': ['Mobil'], Etiketter: ['Kör'], Tillagd: added })).toHaveLength(3)
  expect(ownOf({ state: ['mobile', ''], tags: [''], created_at: added })).toHaveLength(3)
})

it('takes tags without the others for its own where there are all of them', () => {
  expect(ownOf({ Tags: ['Choir, board', ''] }, ['Choir', 'Board'])).toEqual(['Tags'])
  expect(ownOf({ Tags: ['Choir, Trumpets'] }, ['Choir'])).toEqual([])
})

it('leaves alone what only has the same name', () => {
  expect(ownOf({ State: ['Ohio', 'Texas'], Added: ['3 May'], Tags: ['blue'] })).toEqual([])
})
