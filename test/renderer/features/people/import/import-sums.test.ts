import { describe, expect, it } from 'vitest'
import {
  hasPeople,
  rejectedFileName,
  remainingTime,
  shareOf,
  sizeOf,
  sumReasons,
  sumSkips,
} from '../../../../../src/renderer/features/people/import/import-sums.ts'
import { anImport } from '../../../../support/an-import.ts'

describe('the report of an import', () => {
  it('lists the reasons that occurred, most frequent first, and they add up to the rejected rows', () => {
    const sums = sumReasons({ reasons: { 'phone-missing': 3, 'row-empty': 9, 'phone-invalid': 0 } })
    expect(sums).toEqual([
      { reason: 'row-empty', count: 9 },
      { reason: 'phone-missing', count: 3 },
    ])
  })

  it('lists why rows changed nothing in the same way', () => {
    expect(sumSkips({ skips: { 'left-alone': 1, 'nothing-new': 4 } })).toEqual([
      { reason: 'nothing-new', count: 4 },
      { reason: 'left-alone', count: 1 },
    ])
  })

  it('offers the people of a finished import alone, because every other was taken back', () => {
    expect(hasPeople(anImport({ imported: 3 }))).toBe(true)
    expect(hasPeople(anImport({ updated: 1 }))).toBe(true)
    expect(hasPeople(anImport({ rejected: 3 }))).toBe(false)
    for (const state of ['reading', 'cancelled', 'failed', 'undone'] as const) {
      expect(hasPeople(anImport({ state, imported: 3 }))).toBe(false)
    }
  })

  it('names the file of rejected rows after the imported one', () => {
    expect(rejectedFileName('people.2026.csv', 'rejected')).toBe('people.2026-rejected')
    expect(rejectedFileName('people', 'afgewezen')).toBe('people-afgewezen')
  })
})

describe('the progress of an import', () => {
  it('is not known before the first bytes are counted, and never beyond its end', () => {
    expect(shareOf({ done: 0, of: 0 })).toBeNull()
    expect(shareOf({ done: 25, of: 100 })).toBe(0.25)
    expect(shareOf({ done: 120, of: 100 })).toBe(1)
  })

  it('tells the remaining time at the pace so far, once that has settled', () => {
    expect(remainingTime(0.25, 10_000)).toBe(30_000)
    expect(remainingTime(1, 10_000)).toBe(0)
    expect(remainingTime(0.25, 500)).toBeNull()
    expect(remainingTime(null, 10_000)).toBeNull()
    expect(remainingTime(0, 10_000)).toBeNull()
  })

  it('writes a size in the unit that reads best', () => {
    expect(sizeOf(999)).toEqual({ value: 999, unit: 'byte' })
    expect(sizeOf(8_338_252)).toEqual({ value: 8.338252, unit: 'megabyte' })
    expect(sizeOf(2_000_000_000)).toEqual({ value: 2, unit: 'gigabyte' })
  })
})
