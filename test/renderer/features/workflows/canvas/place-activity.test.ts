import { describe, expect, it } from 'vitest'
import {
  freeOffset,
  grid,
  nodeSize,
  placeBehind,
  roomBetween,
} from '../../../../../src/renderer/features/workflows/canvas/place-activity.ts'
import { tidyUp } from '../../../../../src/renderer/features/workflows/canvas/tidy-up.ts'
import {
  isInView,
  smallestNamed,
  viewOfAll,
  viewWith,
} from '../../../../../src/renderer/features/workflows/canvas/viewport.ts'
import { applyChange } from '../../../../../src/shared/workflow/apply-change.ts'
import type { WorkflowDocument } from '../../../../../src/shared/workflow-document.ts'
import { activityOf, documentOf, lineOf } from '../documents.ts'

function hasOverlap({ activities }: WorkflowDocument): boolean {
  return activities.some((one, index) =>
    activities
      .slice(index + 1)
      .some(
        other =>
          Math.abs(one.position.x - other.position.x) < nodeSize.width &&
          Math.abs(one.position.y - other.position.y) < nodeSize.height,
      ),
  )
}

describe('places on the canvas', () => {
  it('puts a new activity right of the one before it, never on top of another', () => {
    let document = documentOf([activityOf('a')])
    for (const id of ['b', 'c', 'd']) {
      const activity = { ...activityOf(id), position: { ...placeBehind(document, 'a') } }
      document = applyChange(document, { type: 'add', activity })
    }
    expect(document.activities.slice(1).every(({ position }) => position.x > nodeSize.width)).toBe(true)
    expect(hasOverlap(document)).toBe(false)
  })

  it('tidies up from left to right on the grid, without overlaps, in one change', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const lines = ['a>b', 'a>c', 'b>d', 'c>e'].map(between => lineOf(between))
    const before = documentOf(
      ids.map(id => activityOf(id)),
      lines,
    )
    const after = applyChange(before, tidyUp(before))
    const x = new Map(after.activities.map(({ id, position }) => [id, position.x]))
    expect(lines.every(({ from, to }) => (x.get(from) ?? 0) < (x.get(to) ?? 0))).toBe(true)
    expect(after.activities.every(({ position }) => position.x % grid === 0 && position.y % grid === 0)).toBe(
      true,
    )
    expect(hasOverlap(after)).toBe(false)
  })

  it('shows everything when it shows all', () => {
    const far = { ...activityOf('b'), position: { x: 4000, y: 900 } }
    const document = documentOf([activityOf('a'), far])
    const view = viewOfAll(document, { width: 800, height: 600 })
    expect(document.activities.every(({ position }) => isInView(position, view))).toBe(true)
  })

  it('moves no further than needed to bring an activity into view', () => {
    const view = { x: 0, y: 0, zoom: 1, width: 600, height: 400 }
    const next = viewWith({ x: 500, y: 100 }, view)
    expect(isInView({ x: 500, y: 100 }, next)).toBe(true)
    expect(next.y).toBe(0)
    expect(next.x).toBeGreaterThan(-200)
  })

  it('shows the beginning of what is too large to be shown as a whole', () => {
    const ids = Array.from({ length: 100 }, (_, index) => `a${index}`)
    const before = documentOf(ids.map(id => activityOf(id)))
    const after = applyChange(before, tidyUp(before))
    const view = viewOfAll(after, { width: 800, height: 600 }, smallestNamed)
    expect(view.zoom).toBe(smallestNamed)
    expect(after.activities.some(({ position }) => isInView(position, view))).toBe(true)
  })

  it('puts copies where nothing lies, in the order of the originals', () => {
    const place = (id: string, x: number, y: number) => ({ ...activityOf(id), position: { x, y } })
    const document = documentOf([place('a', 0, 0), place('b', 328, 0), place('c', 0, 112)])
    const fragment = { activities: document.activities.slice(0, 2), transitions: [] }
    const offset = freeOffset(document, fragment.activities)
    const pasted = applyChange(document, { type: 'paste', fragment, ids: ['d', 'e'], offset })
    expect(hasOverlap(pasted)).toBe(false)
    const again = freeOffset(pasted, fragment.activities)
    const twice = applyChange(pasted, { type: 'paste', fragment, ids: ['f', 'g'], offset: again })
    expect(hasOverlap(twice)).toBe(false)
  })

  it('makes room for what is put between two activities', () => {
    const place = (id: string, x: number) => ({ ...activityOf(id), position: { x, y: 0 } })
    const [a, b, c] = [place('a', 0), place('b', 328), place('c', 656)]
    const document = documentOf([a, b, c], [lineOf('a>b'), lineOf('b>c')])
    const { position, moves } = roomBetween(document, [a, b])
    const moved = applyChange(document, { type: 'move', moves })
    const after = applyChange(moved, {
      type: 'add',
      activity: { ...activityOf('new'), position: { ...position } },
    })
    expect(hasOverlap(after)).toBe(false)
    const x = Object.fromEntries(after.activities.map(activity => [activity.id, activity.position.x]))
    expect(x).toEqual({ a: 0, new: 328, b: 656, c: 984 })
  })
})
