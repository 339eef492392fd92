import { expect, it } from 'vitest'
import { listNotes } from '../../../../../src/renderer/features/people/import/import-notes.ts'
import { anImport } from '../../../../support/an-import.ts'

const words = {
  t: (key: string, named: Record<string, unknown>) => `${key} ${JSON.stringify(named)}`,
  format: { number: String, list: (items: readonly string[]) => items.join() },
}

it('nothing is said where nothing happened', () => {
  expect(listNotes(anImport({ read: 3, imported: 3 }), words)).toEqual([])
})

it('repairs, values that could not be read and new choices are each said with their count', () => {
  const notes = listNotes(
    anImport({
      repaired: 2,
      otherName: 1,
      problems: [
        { field: 'born', label: 'Born', type: 'date', count: 12, samples: [{ line: 4, value: 'soon' }] },
      ],
      newChoices: [{ field: 'tier', label: 'Tier', count: 1, values: ['Gold'] }],
    }),
    words,
  )
  expect(notes.map(({ key, count }) => [key.trim(), count])).toEqual([
    ['repaired', '2'],
    ['otherName', '1'],
    ['problem Born', '12'],
    ['choices Tier', '1'],
  ])
  expect(notes[2]?.text).toContain('soon')
  expect(notes[3]?.to).toBe('/people/fields')
})
