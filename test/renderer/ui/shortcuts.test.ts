import { describe, expect, it } from 'vitest'
import { isTyping, matchesShortcut } from '../../../src/renderer/ui/shortcuts.ts'
import { foldText } from '../../../src/renderer/ui/fold-text.ts'

const press = (init: KeyboardEventInit): KeyboardEvent => new KeyboardEvent('keydown', init)

describe('Shortcuts', () => {
  it('match exactly the modifiers that they name', () => {
    expect(matchesShortcut(press({ key: 'z', ctrlKey: true }), 'Mod+Z')).toBe(true)
    expect(matchesShortcut(press({ key: 'Z', ctrlKey: true, shiftKey: true }), 'Mod+Z')).toBe(false)
    expect(matchesShortcut(press({ key: 'Z', ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z')).toBe(true)
    expect(matchesShortcut(press({ key: 'z' }), 'Mod+Z')).toBe(false)
  })

  it('match signs by what was typed, wherever they are on the keyboard', () => {
    expect(matchesShortcut(press({ key: '?', shiftKey: true }), '?')).toBe(true)
  })

  it('know when a person is typing', () => {
    const input = document.createElement('input')
    document.body.append(input)
    let typing = false
    input.addEventListener('keydown', event => (typing = isTyping(event)))
    input.dispatchEvent(press({ key: 'a' }))
    expect(typing).toBe(true)
  })
})

describe('Folded text', () => {
  it('has neither case nor accents', () => {
    expect(foldText('Åkesson ÉTÉ')).toBe('akesson ete')
  })
})
