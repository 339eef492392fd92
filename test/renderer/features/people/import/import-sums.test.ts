import { describe, expect, it } from 'vitest'
import {
  hasPeople,
  rejectedFileName,
  remainingTime,
  shareRead,
  sizeOf,
  sumReasons,
} from '../../../../../src/renderer/features/people/import/import-sums.ts'

describe('the report of an import', () => {
  it('lists the reasons that occurred, most frequent first, and they add up to the rejected rows', () => {
    const sums = sumReasons({ reasons: { 'phone-missing': 3, 'row-empty': 9, 'phone-invalid': 0 } })
    expect(sums).toEqual([
      { reason: 'row-empty', count: 9 },
      { reason: 'phone-missing', count: 3 },
    ])
  })

  it('offers the people of a finished import alone, because every other was taken back', () => {
    expect(hasPeople({ state: 'finished', imported: 3 })).toBe(true)
    expect(hasPeople({ state: 'finished', imported: 0 })).toBe(false)
    for (const state of ['reading', 'cancelled', 'failed', 'undone'] as const) {
      expect(hasPeople({ state, imported: 3 })).toBe(false)
    }
  })

  it('names the file of rejected rows after the imported one', () => {
    expect(rejectedFileName('people.2026.csv', 'rejected')).toBe('people.2026-rejected')
    expect(rejectedFileName('people', 'afgewezen')).toBe('people-afgewezen')
  })
})

describe('the progress of an import', () => {
  it('is not known before the first bytes are counted, and never beyond its end', () => {
    expect(shareRead({ bytesRead: 0, bytes: 0 })).toBeNull()
    expect(shareRead({ bytesRead: 25, bytes: 100 })).toBe(0.25)
    expect(shareRead({ bytesRead: 120, bytes: 100 })).toBe(1)
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
