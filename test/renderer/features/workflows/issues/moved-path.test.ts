import { describe, expect, it } from 'vitest'
import { movedPath } from '../../../../../src/renderer/features/workflows/issues/moved-path.ts'

const [one, two] = [
  { id: 'one', rule: { items: ['a'] } },
  { id: 'two', rule: { items: ['b'] } },
]

describe('the place of an issue', () => {
  it('goes with the item of the list that it is about', () => {
    const path = movedPath('subsets.0.rule.items.0', { subsets: [one, two] }, { subsets: [two, one] })
    expect(path).toBe('subsets.1.rule.items.0')
  })

  it('is gone with it', () => {
    expect(movedPath('subsets.0.rule', { subsets: [one, two] }, { subsets: [two] })).toBeNull()
  })

  it('stays where nothing tells the items apart, and where there is no list', () => {
    expect(movedPath('names.1', { names: ['x', 'y'] }, { names: ['y'] })).toBe('names.1')
    expect(movedPath('content.text', { content: { text: '' } }, { content: { text: 'Hi' } })).toBe(
      'content.text',
    )
  })
})
