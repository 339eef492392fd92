import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareDocuments } from '../../../../src/shared/workflow/compare-documents.ts'
import { arbitraryDocument } from '../../../support/arbitrary-document.ts'
import { draw, given } from '../../../support/workflow-world.ts'

const before = draw({ people: given.everyone, sms: given.sms }, ['people>sms'])

describe('two drawings', () => {
  it('differ by activities and transitions that one of them lacks', () => {
    const after = draw({ people: given.everyone, wait: given.hour, sms: given.sms }, [
      'people>wait',
      'wait>sms',
    ])
    const told = compareDocuments(before, after).map(difference =>
      'activity' in difference
        ? `${difference.type} ${difference.activity.id}`
        : 'transition' in difference
          ? `${difference.type} ${difference.transition.id}`
          : difference.type,
    )
    expect(told).toEqual([
      'activity-added wait',
      'transition-added people:result:wait',
      'transition-added wait:ended:sms',
      'transition-removed people:result:sms',
    ])
    expect(compareDocuments(after, before).map(({ type }) => type)).toEqual([
      'activity-removed',
      'transition-added',
      'transition-removed',
      'transition-removed',
    ])
  })

  it('differ by what a setting says, which is told with both of its values', () => {
    const after = structuredClone(before)
    const sms = after.activities[1]
    if (sms) Object.assign(sms, { label: 'News', mode: 'held' })
    Object.assign(sms?.settings ?? {}, { content: { text: 'Hello' } })
    expect(compareDocuments(before, after)).toEqual([
      { type: 'activity-renamed', activity: sms, before: 'sms' },
      {
        type: 'activity-changed',
        activity: sms,
        settings: [
          { path: ['content', 'text'], before: 'Hi', after: 'Hello' },
          { path: ['mode'], before: 'normal', after: 'held' },
        ],
      },
    ])
  })

  it('differ by properties of the workflow, and not by where activities stand', () => {
    const after = structuredClone(before)
    after.settings = { historyDays: 3, overlap: 'skip' }
    for (const activity of after.activities) activity.position = { x: 500, y: 500 }
    expect(compareDocuments(before, after)).toEqual([{ type: 'workflow-changed', setting: 'historyDays' }])
  })

  it('do not differ from themselves', () => {
    fc.assert(
      fc.property(arbitraryDocument, document => {
        expect(compareDocuments(document, structuredClone(document))).toEqual([])
      }),
    )
  })
})
