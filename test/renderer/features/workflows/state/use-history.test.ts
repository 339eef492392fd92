import { describe, expect, it } from 'vitest'
import { useHistory } from '../../../../../src/renderer/features/workflows/state/use-history.ts'
import { activityOf, documentOf } from '../documents.ts'

describe('history of a document', () => {
  it('undoes a change of settings like any other change', () => {
    const history = useHistory(documentOf([activityOf('a', 'sms', { content: { text: 'before' } })]))
    history.apply({ type: 'configure', activityId: 'a', settings: { content: { text: 'after' } } })
    expect(history.document.value.activities.at(0)?.settings).toEqual({ content: { text: 'after' } })
    history.undo()
    expect(history.document.value.activities.at(0)?.settings['content']).toEqual({ text: 'before' })
    history.redo()
    expect(history.document.value.activities.at(0)?.settings).toEqual({ content: { text: 'after' } })
  })

  it('makes one step of several changes', () => {
    const history = useHistory(documentOf([activityOf('a'), activityOf('b')]))
    history.apply([
      { type: 'remove', activityIds: ['a'] },
      { type: 'remove', activityIds: ['b'] },
    ])
    history.undo()
    expect(history.document.value.activities).toHaveLength(2)
  })

  it('takes no step for a change that is not possible', () => {
    const history = useHistory(documentOf([activityOf('a')]))
    expect(history.apply({ type: 'connect', from: 'a', outlet: 'sent', to: 'a' })).toBe(false)
    expect(history.canUndo.value).toBe(false)
  })

  it('can go back to the own version after another window’s was taken', () => {
    const mine = documentOf([activityOf('a')])
    const history = useHistory(mine)
    history.adopt(documentOf([activityOf('b')]))
    history.undo()
    expect(history.document.value).toBe(mine)
  })
})
