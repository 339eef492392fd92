import { describe, expect, it } from 'vitest'
import {
  convertRow,
  isCountryDoubtful,
  sumPreview,
} from '../../../../../src/renderer/features/people/import/preview-rows.ts'
import type { ColumnTarget } from '../../../../../src/shared/contract/imports.ts'

const name: ColumnTarget = { to: 'field', field: 'first_name' }
const phone: ColumnTarget = { to: 'field', field: 'phone' }
const country: ColumnTarget = { to: 'field', field: 'country' }
const convert = (cells: string[], targets: ColumnTarget[], problem: string | null = null) =>
  convertRow({ line: 2, cells, problem }, { targets, country: 'GB' })

describe('a row in the preview', () => {
  it('has its number in E.164, read in the chosen country', () => {
    const row = convert(['Anna', '07700 900123'], [name, phone])
    expect(row.reading).toMatchObject({ kind: 'ok', e164: '+447700900123' })
    expect(row.repairs).toEqual([])
  })

  it('says what was mended, but not that spaces were dropped', () => {
    expect(convert(['7700-900 123'], [phone]).repairs).toEqual(['leading-zero'])
  })

  it('is read in the country that the row itself names', () => {
    const row = convert(['fr', '06 39 98 43 97'], [country, phone])
    expect(row.reading).toMatchObject({ kind: 'ok', e164: '+33639984397' })
  })

  it('takes the first usable of several columns with numbers', () => {
    const row = convert(['12', '07700 900124', '07700 900125'], [phone, phone, phone])
    expect(row.input).toBe('07700 900124')
  })

  it('shows the first number that is filled where none is usable', () => {
    const row = convert(['', '4.47E+11', '12'], [phone, phone, phone])
    expect(row).toMatchObject({ input: '4.47E+11', reading: { kind: 'invalid', reason: 'scientific' } })
  })

  it('has no number where no column is one', () => {
    expect(convert(['Anna'], [name]).reading).toEqual({ kind: 'missing' })
  })

  it('keeps what is wrong with the row as a whole apart from what is wrong with its number', () => {
    expect(convert(['', ''], [name, phone]).rowProblem).toBe('row-empty')
    expect(convert(['Anna', '1'], [name, phone], 'row-too-many-cells').rowProblem).toBe('row-too-many-cells')
    expect(convert(['Anna', '1'], [name, phone], 'too-short').rowProblem).toBeNull()
  })
})

describe('the country of a preview', () => {
  it('is in doubt when most of the numbers that are there are no good', () => {
    const bad = convert(['Anna', '06 39 98 43 97 1'], [name, phone])
    const good = convert(['Bo', '07700 900124'], [name, phone])
    const none = convert(['Cy', ''], [name, phone])
    expect(isCountryDoubtful([bad, bad, good])).toBe(true)
    expect(isCountryDoubtful([bad, good, none, none])).toBe(false)
    expect(isCountryDoubtful([none])).toBe(false)
  })
})

describe('the sums of the preview', () => {
  it('add up to all of its rows', () => {
    const rows = [
      convert(['Anna', '07700 900123'], [name, phone]),
      convert(['Bo', '7700900124'], [name, phone]),
      convert(['Cy', ''], [name, phone]),
      convert(['', ''], [name, phone]),
      convert(['Di', '12'], [name, phone]),
    ]
    const sums = sumPreview(rows)
    expect(sums).toEqual({ fine: 1, repaired: 1, unusable: 2, unreadable: 1 })
    expect(Object.values(sums).reduce((sum, count) => sum + count)).toBe(rows.length)
  })
})
