import { describe, expect, it } from 'vitest'
import { undoStepsSchema } from '../../../../../src/shared/contract/workflows.ts'
import { useHistory } from '../../../../../src/renderer/features/workflows/state/use-history.ts'
import { activityOf, documentOf } from '../documents.ts'

/** As the workspace hands it back. */
function writtenAndRead<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

function drawn() {
  const history = useHistory(documentOf([activityOf('a')]))
  history.apply({ type: 'add', activity: activityOf('b') })
  history.apply({ type: 'connect', from: 'a', outlet: 'sent', to: 'b' })
  history.apply({ type: 'configure', activityId: 'a', settings: { content: { text: 'after' } } })
  history.apply({ type: 'set-workflow', settings: { personLimit: 5 } })
  return history
}

describe('steps that are kept of a document', () => {
  it('are undone and redone after a restart, settings and properties included', () => {
    const before = drawn()
    const end = before.document.value
    before.undo()
    before.undo()
    const here = before.document.value
    const steps = undoStepsSchema.parse(writtenAndRead(before.stepsOf(here)))
    const after = useHistory(writtenAndRead(here), steps)
    after.redo()
    after.redo()
    expect(after.document.value).toEqual(end)
    for (let step = 0; step < 4; step += 1) after.undo()
    expect(after.document.value).toEqual(documentOf([activityOf('a')]))
    expect(after.canUndo.value).toBe(false)
  })

  it('are those of the document that is saved, of no other', () => {
    const history = drawn()
    const sent = history.document.value
    history.undo()
    expect(history.stepsOf(sent)).toBeNull()
  })

  it('are small where little differs', () => {
    const many = documentOf(Array.from({ length: 500 }, (_, index) => activityOf(`a${index}`)))
    const history = useHistory(many)
    history.apply({ type: 'rename', activityId: 'a250', label: 'Renamed' })
    expect(JSON.stringify(history.stepsOf(history.document.value)).length).toBeLessThan(120)
  })

  it('are forgotten where they lead to nothing that can be drawn', () => {
    const broken = { past: [{ activities: { set: { a: { kind: null } } } }], future: [] }
    const history = useHistory(documentOf([activityOf('a')]), broken)
    expect(history.canUndo.value).toBe(false)
  })
})
