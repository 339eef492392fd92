import { describe, expect, it } from 'vitest'
import { placeWindow } from '../../../../src/main/desktop/place-window.ts'

const laptop = { x: 0, y: 0, width: 1440, height: 860 }
const beside = { x: 1440, y: 0, width: 1920, height: 1040 }
const usual = { bounds: { width: 1280, height: 800 }, isMaximized: false }

describe('placeWindow', () => {
  it('puts a window back on the second screen', () => {
    const stored = { bounds: { x: 1600, y: 40, width: 1280, height: 800 }, isMaximized: true }
    expect(placeWindow(stored, [laptop, beside])).toEqual(stored)
  })

  it('keeps the size and drops the place once that screen is gone', () => {
    const stored = { bounds: { x: 1600, y: 40, width: 1100, height: 700 }, isMaximized: false }
    expect(placeWindow(stored, [laptop])).toEqual({
      bounds: { width: 1100, height: 700 },
      isMaximized: false,
    })
  })

  it('drops a place whose title bar cannot be grasped', () => {
    const above = { bounds: { x: 100, y: -400, width: 1280, height: 800 }, isMaximized: false }
    expect(placeWindow(above, [laptop]).bounds).toEqual({ width: 1280, height: 800 })
  })

  it.each([
    undefined,
    null,
    [],
    {},
    { bounds: null },
    { bounds: { x: 'a', y: 0, width: 1280, height: 800 }, isMaximized: false },
    { bounds: { x: 0, y: 0, width: 0, height: -5 }, isMaximized: false },
    { bounds: { x: 0, y: 0, width: 1280, height: 800 } },
  ])('opens as usual where what was kept makes no sense: %j', stored => {
    expect(placeWindow(stored, [laptop])).toEqual(usual)
  })
})
