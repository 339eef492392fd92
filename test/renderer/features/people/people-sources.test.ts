import { describe, expect, it } from 'vitest'
import {
  sourceKeyOf,
  sourceOptions,
  sourceQuery,
  toSource,
} from '../../../../src/renderer/features/people/people-sources.ts'
import { anImport } from '../../../support/an-import.ts'

describe('whom the list of people shows', () => {
  it('is everyone unless the address says otherwise', () => {
    for (const query of [{}, { audience: 'x' }, { import: '-1' }, { audience: ['1', '2'] }]) {
      expect(sourceKeyOf(query)).toBe('everyone')
    }
    expect(toSource('everyone')).toBeUndefined()
  })

  it('is the same after a round trip through the address', () => {
    for (const key of ['everyone', 'audience:3', 'import:12', 'import:12:updated', 'tag:7'] as const) {
      expect(sourceKeyOf(sourceQuery(key))).toBe(key)
    }
    expect(toSource('audience:3')).toEqual({ audienceId: 3 })
    expect(toSource('import:12')).toEqual({ importId: 12 })
    expect(toSource('import:12:skipped')).toEqual({ importId: 12, part: 'skipped' })
    expect(toSource('tag:7')).toEqual({ tagId: 7 })
  })

  it('offers tags, and finished imports that brought somebody, the newest first', () => {
    const one = (id: number, state: 'finished' | 'undone' | 'cancelled', imported: number) =>
      anImport({ id, fileName: `${id}.csv`, state, imported, startedAt: id })
    const imports = [one(1, 'finished', 5), one(2, 'undone', 5), one(3, 'finished', 0), one(4, 'finished', 2)]
    const words = {
      everyone: 'Everyone',
      audience: 'Audience',
      tag: (people: number) => `${people} people`,
      import: (at: number) => `at ${at}`,
      part: (file: string, part: string) => `${part} of ${file}`,
    }
    const tags = [{ id: 7, name: 'Choir', people: 3 }]
    expect(sourceOptions({ audiences: [], tags, imports }, words)).toEqual([
      { value: 'everyone', label: 'Everyone' },
      { value: 'tag:7', label: 'Choir', hint: '3 people' },
      { value: 'import:4', label: '4.csv', hint: 'at 4' },
      { value: 'import:1', label: '1.csv', hint: 'at 1' },
    ])
  })
})
