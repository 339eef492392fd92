import { describe, expect, it } from 'vitest'
import {
  doMeet,
  isCrowded,
  isWithin,
  lineBetween,
  outletTop,
  sheetsOf,
} from '../../../../../src/renderer/features/workflows/canvas/lines.ts'
import type { TransitionData } from '../../../../../src/renderer/features/workflows/canvas/to-flow.ts'

const one = { index: 0, count: 1 }

function dataOf(part: Partial<TransitionData> = {}): TransitionData {
  const transition = { id: 'a:sent:b', from: 'a', outlet: 'sent', to: 'b' }
  return { transition, outlet: one, count: null, populationId: null, isFaulty: false, ...part }
}

describe('lines of the canvas', () => {
  it('go straight from the right edge of one activity to the left edge of the next one', () => {
    const line = lineBetween({ x: 0, y: 0 }, { x: 328, y: 0 }, dataOf())
    expect(line).toMatchObject({ middle: { x: 272, y: 38 }, room: 102 })
    expect(line.path.startsWith('M221 38')).toBe(true)
    expect(line.path.endsWith('L323 38')).toBe(true)
    expect(line.arrow).toBe('M317 35L323 38L317 41')
  })

  it('leave several outlets at equal distances', () => {
    expect([0, 1, 2].map(index => outletTop(index, 3))).toEqual([19, 38, 57])
  })

  it('turn behind the names of the outlets where there are some', () => {
    const named = lineBetween({ x: 0, y: 0 }, { x: 328, y: 112 }, dataOf({ outlet: { index: 1, count: 2 } }))
    const plain = lineBetween({ x: 0, y: 0 }, { x: 328, y: 112 }, dataOf())
    expect([named.middle.x, plain.middle.x]).toEqual([284, 272])
  })

  it('lead around what lies before them', () => {
    const { box, middle } = lineBetween({ x: 600, y: 0 }, { x: 0, y: 0 }, dataOf())
    expect(box).toMatchObject({ left: -29, right: 845 })
    expect(Number.isFinite(middle.x) && Number.isFinite(middle.y)).toBe(true)
  })

  it('are gathered with those that lie near', () => {
    const far = dataOf({ transition: { id: 'far', from: 'x', outlet: 'sent', to: 'y' } })
    const lines = [
      lineBetween({ x: 0, y: 0 }, { x: 328, y: 0 }, dataOf()),
      lineBetween({ x: 0, y: 112 }, { x: 328, y: 112 }, dataOf()),
      lineBetween({ x: 5000, y: 0 }, { x: 5328, y: 0 }, far),
    ]
    const sheets = sheetsOf(lines)
    expect(sheets.map(({ key }) => key)).toEqual(['0:0', '4:0'])
    expect(sheets.map(({ path }) => path.split('M').length - 1)).toEqual([4, 2])
  })

  it('leave no room for a name where a count lies in its place', () => {
    const short = { x: 328, y: 0 }
    expect(isCrowded(lineBetween({ x: 0, y: 0 }, short, dataOf({ count: 1200 })))).toBe(true)
    expect(isCrowded(lineBetween({ x: 0, y: 0 }, short, dataOf()))).toBe(false)
    expect(isCrowded(lineBetween({ x: 0, y: 0 }, { x: 328, y: 112 }, dataOf({ count: 1200 })))).toBe(false)
    expect(isCrowded(lineBetween({ x: 0, y: 0 }, { x: 600, y: 0 }, dataOf({ count: 1200 })))).toBe(false)
  })
})

describe('rectangles of the canvas', () => {
  const box = { left: 0, top: 0, right: 10, bottom: 10 }

  it('meet where they have something in common', () => {
    expect(doMeet(box, { left: 9, top: 9, right: 20, bottom: 20 })).toBe(true)
    expect(doMeet(box, { left: 10, top: 0, right: 20, bottom: 10 })).toBe(false)
  })

  it('lie in each other up to the edge', () => {
    expect(isWithin(box, box)).toBe(true)
    expect(isWithin(box, { ...box, right: 9 })).toBe(false)
  })
})
