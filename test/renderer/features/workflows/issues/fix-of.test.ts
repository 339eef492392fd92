import { describe, expect, it } from 'vitest'
import texts from '../../../../../src/shared/texts/issues/en.json'
import type { WorkflowIssue } from '../../../../../src/shared/contract/workflows.ts'
import { fixOf, fixWords } from '../../../../../src/renderer/features/workflows/issues/fix-of.ts'

function issue(code: string, place: Partial<WorkflowIssue> = {}): WorkflowIssue {
  return { code, activityId: 'a', transitionId: null, data: {}, path: null, severity: 'error', ...place }
}

const incoming = (): string[] => ['t1', 't2']

describe('the fix of an issue', () => {
  it('is there for every code that a check can find', () => {
    for (const code of Object.keys(texts)) expect(fixWords).toContain(fixOf(issue(code), incoming).word)
  })

  it('of something in the settings goes to the field', () => {
    const found = fixOf(issue('line-gone', { path: 'delivery.lineId' }), incoming)
    expect(found).toEqual({ word: 'chooseLine', do: 'open', activityId: 'a', path: 'delivery.lineId' })
    expect(fixOf(issue('audience-missing'), incoming).word).toBe('chooseAudience')
    expect(fixOf(issue('audience-name-taken'), incoming).word).toBe('open')
    expect(fixOf(issue('schedulers-meet'), incoming).word).toBe('editSchedule')
    expect(fixOf(issue('load-file-gone'), incoming).word).toBe('chooseFile')
  })

  it('of the drawing is done at once, or leads to where it is drawn', () => {
    expect(fixOf(issue('audience-none'), incoming)).toMatchObject({
      place: { at: 'before', activityId: 'a' },
    })
    expect(fixOf(issue('activity-unconnected'), incoming)).toMatchObject({ do: 'connect', activityId: 'a' })
    expect(fixOf(issue('inlet-crowded'), incoming)).toMatchObject({ do: 'show', transitionIds: ['t1', 't2'] })
    expect(fixOf(issue('activity-unknown'), incoming)).toMatchObject({
      change: { type: 'remove', activityIds: ['a'] },
    })
    expect(fixOf(issue('workflow-empty', { activityId: null }), incoming).word).toBe('addFirst')
  })

  it('of a transition that dangles or closes a circle removes it', () => {
    for (const code of ['transition-dangling', 'transition-cycle']) {
      expect(fixOf(issue(code, { activityId: null, transitionId: 't' }), incoming)).toMatchObject({
        change: { type: 'disconnect', transitionIds: ['t'] },
      })
    }
  })

  it('of the workflow as a whole opens its properties', () => {
    expect(fixOf(issue('time-zone-unknown', { activityId: null, path: 'timeZone' }), incoming).do).toBe(
      'properties',
    )
  })
})
