import { describe, expect, it } from 'vitest'
import { areaOf, distanceAt } from '../../../../../src/renderer/features/workflows/canvas/distance.ts'

describe('distance of the canvas', () => {
  it('shows shapes from afar, then names, then everything', () => {
    expect([0.1, 0.28, 0.5, 0.55, 1].map(distanceAt)).toEqual(['far', 'middle', 'middle', 'near', 'near'])
  })

  it('knows what of the drawing is seen', () => {
    const view = { x: -100, y: 50, zoom: 0.5, width: 400, height: 200 }
    expect(areaOf(view)).toEqual({ left: 200, top: -100, right: 1000, bottom: 300 })
    expect(areaOf(view, 0.5)).toEqual({ left: -200, top: -300, right: 1400, bottom: 500 })
  })
})
