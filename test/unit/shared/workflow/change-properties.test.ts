import { describe, expect, test } from 'vitest'
import { applyChange } from '../../../../src/shared/workflow/apply-change.ts'
import type { WorkflowChange } from '../../../../src/shared/workflow/change.ts'
import { copyActivities } from '../../../../src/shared/workflow/copy-activities.ts'
import { createActivity } from '../../../../src/shared/workflow/create-activity.ts'
import { emptyDocument, type WorkflowDocument } from '../../../../src/shared/workflow-document.ts'

const at = { x: 0, y: 0 }
const audience = createActivity('build-audience', { id: 'a', label: 'Audience', position: at })
const sms = createActivity('sms', { id: 's', label: 'SMS', position: at })
const note = { id: 'n', text: 'Why', position: at, size: { width: 100, height: 60 } }

function change(document: WorkflowDocument, ...changes: WorkflowChange[]): WorkflowDocument {
  return changes.reduce(applyChange, document)
}

const drawn = change(
  emptyDocument,
  { type: 'add', activity: audience },
  { type: 'add', activity: sms, after: { from: 'a', outlet: 'result' } },
)
const line = drawn.transitions[0]?.id ?? ''

describe('What a workflow says beside its lines', () => {
  test('A mode and an error policy are written only where they are not the usual ones', () => {
    const set = change(
      drawn,
      { type: 'set-mode', activityIds: ['a', 's'], mode: 'disabled' },
      { type: 'set-error-policy', activityIds: ['s'], errorPolicy: 'ignore' },
    )
    expect(set.activities).toEqual([
      { ...audience, mode: 'disabled' },
      { ...sms, mode: 'disabled', errorPolicy: 'ignore' },
    ])
    const back = change(
      set,
      { type: 'set-mode', activityIds: ['a', 's'], mode: 'normal' },
      { type: 'set-error-policy', activityIds: ['s'], errorPolicy: null },
    )
    expect(back).toEqual(drawn)
    expect(JSON.stringify(back)).toBe(JSON.stringify(drawn))
  })

  test('Properties that are the usual ones are not written', () => {
    const set = change(drawn, { type: 'set-workflow', settings: { personLimit: 10, historyDays: 30 } })
    expect(set.settings).toEqual({ personLimit: 10 })
    expect(change(set, { type: 'set-workflow', settings: { personLimit: null } })).toEqual(drawn)
  })

  test('A transition has a name until that is emptied', () => {
    const named = change(drawn, { type: 'label-transition', transitionId: line, label: 'Everyone' })
    expect(named.transitions[0]?.label).toBe('Everyone')
    expect(change(named, { type: 'label-transition', transitionId: line, label: '' })).toEqual(drawn)
  })

  test('What changes nothing leaves the very same document', () => {
    const nothing: WorkflowChange[] = [
      { type: 'set-mode', activityIds: ['a'], mode: 'normal' },
      { type: 'set-error-policy', activityIds: ['a'], errorPolicy: null },
      { type: 'set-workflow', settings: { overlap: 'skip' } },
      { type: 'label-transition', transitionId: 'x', label: 'Name' },
      { type: 'move', moves: [{ activityId: 'a', position: at }] },
      { type: 'move-notes', moves: [] },
      { type: 'remove-notes', noteIds: ['x'] },
    ]
    for (const each of nothing) expect(applyChange(drawn, each)).toBe(drawn)
  })
})

describe('Notes', () => {
  test('They are added, written, moved and removed; without the last one nothing is left of them', () => {
    const noted = change(drawn, { type: 'add-note', note })
    expect(applyChange(noted, { type: 'add-note', note })).toBe(noted)
    const edited = change(
      noted,
      { type: 'edit-note', noteId: 'n', part: { text: 'Because' } },
      { type: 'move-notes', moves: [{ noteId: 'n', position: { x: 8, y: 8 } }] },
    )
    expect(edited.notes).toEqual([{ ...note, text: 'Because', position: { x: 8, y: 8 } }])
    expect(change(edited, { type: 'remove-notes', noteIds: ['n'] })).toEqual(drawn)
  })

  test('They are copied with activities, and lines keep their names', () => {
    const noted = change(
      drawn,
      { type: 'add-note', note },
      { type: 'label-transition', transitionId: line, label: 'Everyone' },
    )
    const fragment = copyActivities(noted, ['a', 's'], ['n'])
    const pasted = change(emptyDocument, {
      type: 'paste',
      fragment,
      ids: ['b', 't', 'm'],
      offset: { x: 8, y: 0 },
    })
    expect(pasted.notes).toEqual([{ ...note, id: 'm', position: { x: 8, y: 0 } }])
    expect(pasted.transitions).toEqual([
      { id: 'b:result:t', from: 'b', outlet: 'result', to: 't', label: 'Everyone' },
    ])
  })
})
