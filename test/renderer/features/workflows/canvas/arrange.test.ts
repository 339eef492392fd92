import { describe, expect, it } from 'vitest'
import {
  align,
  alignments,
  distribute,
  type Placed,
} from '../../../../../src/renderer/features/workflows/canvas/arrange.ts'

const place = (id: string, x: number, y: number, kind: Placed['kind'] = 'activity'): Placed => ({
  id,
  kind,
  position: { x, y },
  width: 200,
  height: 80,
})
const items = [place('a', 0, 0), place('b', 400, 80), place('c', 1000, 400, 'note')]

/** Where things come to lie, by their ids. */
function places(changes: ReturnType<typeof align>): Record<string, unknown> {
  return Object.fromEntries(
    changes.flatMap(change => {
      if (change.type === 'move') return change.moves.map(each => [each.activityId, each.position])
      return change.type === 'move-notes' ? change.moves.map(each => [each.noteId, each.position]) : []
    }),
  )
}

describe('arranging', () => {
  it('lines up along each edge and middle of all that is chosen, notes too', () => {
    const found = alignments.map(each => {
      const { a, b, c } = places(align(items, each)) as Record<string, { x: number; y: number }>
      const axis = ['left', 'centre', 'right'].includes(each) ? 'x' : 'y'
      return [a?.[axis], b?.[axis], c?.[axis]]
    })
    expect(found).toEqual([
      [0, 0, 0],
      [504, 504, 504],
      [1000, 1000, 1000],
      [0, 0, 0],
      [200, 200, 200],
      [400, 400, 400],
    ])
  })

  it('gives equal distances between the first and the last', () => {
    expect(places(distribute(items, 'across'))).toEqual({
      a: { x: 0, y: 0 },
      b: { x: 504, y: 80 },
      c: { x: 1000, y: 400 },
    })
  })

  it('spaces nothing where there are only two', () => {
    expect(distribute(items.slice(0, 2), 'down')).toEqual([])
  })
})
