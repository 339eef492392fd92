import { describe, expect, it } from 'vitest'
import { createTextHistory } from '../../../../src/renderer/parts/content-editor/text-history.ts'

function type(history: ReturnType<typeof createTextHistory>, words: string, from: number): void {
  for (const [index, letter] of [...words].entries()) {
    const text = history.text + letter
    history.record({ text, caret: text.length, kind: 'insertText', at: from + index * 50 })
  }
}

describe('undo in a message', () => {
  it('takes back what was typed in one go, and the caret with it', () => {
    const history = createTextHistory('Dear')
    type(history, ' Ada', 1000)
    type(history, ', hello', 5000)
    expect(history.undo()).toEqual({ text: 'Dear Ada', caret: 8 })
    expect(history.undo()).toEqual({ text: 'Dear', caret: 4 })
    expect(history.undo()).toBeUndefined()
    expect(history.redo()?.text).toBe('Dear Ada')
  })

  it('keeps typing, deleting and pasting apart', () => {
    const history = createTextHistory('')
    type(history, 'ab', 1000)
    history.record({ text: 'a', caret: 1, kind: 'deleteContentBackward', at: 1200 })
    history.record({ text: 'aX', caret: 2, kind: 'insertFromPaste', at: 1300 })
    history.record({ text: 'aXX', caret: 3, kind: 'insertFromPaste', at: 1400 })
    expect([history.undo(), history.undo(), history.undo()].map(moment => moment?.text)).toEqual([
      'aX',
      'a',
      'ab',
    ])
  })

  it('forgets its steps when the text comes from elsewhere', () => {
    const history = createTextHistory('one')
    type(history, ' more', 1000)
    history.reset('another')
    expect(history.undo()).toBeUndefined()
    expect(history.text).toBe('another')
  })
})
