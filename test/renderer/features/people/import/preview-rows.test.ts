import { describe, expect, it } from 'vitest'
import {
  isCountryDoubtful,
  sumPreview,
} from '../../../../../src/renderer/features/people/import/preview-rows.ts'
import type { PreviewedRow } from '../../../../../src/shared/contract/import-preview.ts'
import { readPhone } from '../../../../../src/shared/phone.ts'

function rowOf(input: string, part: Partial<PreviewedRow> = {}): PreviewedRow {
  const reading = readPhone(input, 'GB')
  return {
    line: 2,
    cells: ['Anna', input],
    kept: ['Anna', null],
    reading,
    input,
    isOtherColumn: false,
    lost: '',
    repairs: [],
    rowProblem: null,
    ...part,
  }
}

describe('the country of a preview', () => {
  it('is in doubt when most of the numbers that are there are no good', () => {
    const bad = rowOf('06 39 98 43 97 1')
    const good = rowOf('07700 900124')
    const none = rowOf('')
    expect(isCountryDoubtful([bad, bad, good])).toBe(true)
    expect(isCountryDoubtful([bad, good, none, none])).toBe(false)
    expect(isCountryDoubtful([none])).toBe(false)
  })
})

describe('the sums of the preview', () => {
  it('add up to all of its rows', () => {
    const rows = [
      rowOf('07700 900123'),
      rowOf('7700900124', { repairs: ['leading-zero'] }),
      rowOf(''),
      rowOf('07700 900125', { rowProblem: 'row-too-many-cells' }),
      rowOf('12'),
    ]
    const sums = sumPreview(rows)
    expect(sums).toEqual({ fine: 1, repaired: 1, unusable: 2, unreadable: 1 })
    expect(Object.values(sums).reduce((sum, count) => sum + count)).toBe(rows.length)
  })
})
