import { describe, expect, it } from 'vitest'
import {
  mostSteps,
  recordStep,
  redoStep,
  startUndo,
  undoStep,
} from '../../../../../src/renderer/features/workflows/state/undo-stack.ts'

const alone = { group: null, at: 0 }

describe('undo stack', () => {
  it('goes back and forth over every step', () => {
    const stack = ['b', 'c'].reduce((before, value) => recordStep(before, value, alone), startUndo('a'))
    const back = undoStep(undoStep(stack))
    expect(back.present).toBe('a')
    expect(redoStep(redoStep(back)).present).toBe('c')
  })

  it('stays where it is when there is nothing to undo or to redo', () => {
    const stack = startUndo('a')
    expect(undoStep(stack)).toBe(stack)
    expect(redoStep(stack)).toBe(stack)
  })

  it('forgets what was undone when something new is done', () => {
    const stack = recordStep(undoStep(recordStep(startUndo('a'), 'b', alone)), 'c', alone)
    expect(redoStep(stack)).toBe(stack)
    expect(undoStep(stack).present).toBe('a')
  })

  it('takes steps of one group that follow closely as one', () => {
    const typed = ['h', 'hi'].reduce(
      (before, value, index) => recordStep(before, value, { group: 'label:1', at: 1000 + index * 100 }),
      startUndo(''),
    )
    expect(undoStep(typed).present).toBe('')
  })

  it('keeps steps of one group apart after a pause, and steps of different groups always', () => {
    const first = recordStep(startUndo(''), 'a', { group: 'label:1', at: 1000 })
    expect(undoStep(recordStep(first, 'b', { group: 'label:1', at: 9000 })).present).toBe('a')
    expect(undoStep(recordStep(first, 'b', { group: 'label:2', at: 1001 })).present).toBe('a')
  })

  it('does not join a new step to one that was reached by undo', () => {
    const typed = recordStep(startUndo(''), 'a', { group: 'label:1', at: 1000 })
    const again = recordStep(undoStep(typed), 'b', { group: 'label:1', at: 1001 })
    expect(undoStep(again).present).toBe('')
  })

  it('remembers 200 steps', () => {
    let stack = startUndo(0)
    for (let step = 1; step <= mostSteps + 50; step += 1) stack = recordStep(stack, step, alone)
    for (let step = 0; step < mostSteps + 50; step += 1) stack = undoStep(stack)
    expect(mostSteps).toBe(200)
    expect(stack.present).toBe(50)
  })

  it('takes no step for the very same value', () => {
    const stack = startUndo('a')
    expect(recordStep(stack, 'a', alone)).toBe(stack)
  })
})
