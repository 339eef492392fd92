import fc from 'fast-check'
import { layColumns } from '../../../src/renderer/ui/table.ts'
import { describe, expect, it } from 'vitest'
import {
  clampTop,
  lastTop,
  maxScrollHeight,
  scrollHeight,
  scrollRatio,
  topToShow,
  visibleRows,
} from '../../../src/renderer/ui/table-window.ts'

const million = { count: 1_000_000, rowHeight: 32, viewHeight: 700 }

describe('The window of a virtual table', () => {
  it('scrolls px by px while the rows fit into an element', () => {
    const geometry = { count: 1000, rowHeight: 32, viewHeight: 700 }
    expect(scrollHeight(geometry)).toBe(32_000)
    expect(scrollRatio(geometry)).toBe(1)
  })

  it('never makes an element taller than browsers can', () => {
    expect(scrollHeight(million)).toBe(maxScrollHeight)
    expect(maxScrollHeight).toBeLessThan(17_000_000)
  })

  it('shows the last row of a million at the end of the scroll bar', () => {
    const end = (scrollHeight(million) - million.viewHeight) * scrollRatio(million)
    const { first, length } = visibleRows(million, end)
    expect(first + length).toBe(million.count)
  })

  it('shows nothing of an empty table', () => {
    expect(visibleRows({ count: 0, rowHeight: 32, viewHeight: 700 }, 0)).toEqual({ first: 0, length: 0 })
  })

  it('renders every row that is in view, and few more, at any offset', () => {
    const geometry = fc.record({
      count: fc.integer({ min: 1, max: 5_000_000 }),
      rowHeight: fc.integer({ min: 20, max: 60 }),
      viewHeight: fc.integer({ min: 0, max: 2000 }),
    })
    fc.assert(
      fc.property(geometry, fc.double({ min: 0, max: 1, noNaN: true }), (table, share) => {
        const top = clampTop(table, share * lastTop(table))
        const { first, length } = visibleRows(table, top)
        expect(first * table.rowHeight).toBeLessThanOrEqual(top)
        const bottom = Math.min(top + table.viewHeight, table.count * table.rowHeight)
        expect((first + length) * table.rowHeight).toBeGreaterThanOrEqual(bottom)
        expect(length).toBeLessThanOrEqual(Math.ceil(table.viewHeight / table.rowHeight) + 10)
      }),
    )
  })

  it('moves as little as it can to show a row', () => {
    expect(topToShow(million, 3200, 99)).toBe(3168)
    expect(topToShow(million, 3200, 110)).toBe(3200)
    expect(topToShow(million, 3200, 130)).toBe(131 * 32 - 700)
  })
})

describe('The columns of a table', () => {
  it('keep a least width, below which the table scrolls sideways', () => {
    expect(layColumns(['90px', undefined, '2fr', 'minmax(160px, 1fr)'])).toEqual({
      tracks: '90px minmax(120px, 1fr) minmax(120px, 2fr) minmax(160px, 1fr)',
      minWidth: 490,
    })
  })
})
