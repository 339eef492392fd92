import { describe, expect, it } from 'vitest'
import { outlineOf } from '../../../../../src/renderer/features/workflows/outline/outline.ts'
import { activityOf, documentOf, lineOf } from '../documents.ts'

describe('outline of a document', () => {
  it('lists each activity once, after those that lead to it, however they were drawn', () => {
    const document = documentOf(
      [activityOf('last'), activityOf('middle'), activityOf('first', 'build-audience')],
      [lineOf('first>middle', 'result'), lineOf('middle>last')],
    )
    expect(outlineOf(document).map(({ activity, depth }) => [activity.id, depth])).toEqual([
      ['first', 0],
      ['middle', 1],
      ['last', 2],
    ])
  })

  it('tells one branch to its end before the next one, in the order of the outlets, and what joins them after both', () => {
    const document = documentOf(
      [
        activityOf('people', 'build-audience'),
        activityOf('other people', 'build-audience'),
        activityOf('fork', 'fork', {
          branches: [
            { id: 'one', label: '' },
            { id: 'two', label: '' },
          ],
        }),
        ...['second', 'first', 'behind first', 'union'].map(id => activityOf(id, 'teleport')),
      ],
      [
        lineOf('people>fork', 'result'),
        lineOf('fork>second', 'two'),
        lineOf('fork>first', 'one'),
        lineOf('first>behind first'),
        lineOf('behind first>union'),
        lineOf('second>union'),
        lineOf('other people>union', 'result'),
      ],
    )
    expect(outlineOf(document).map(({ activity }) => activity.id)).toEqual([
      'people',
      'fork',
      'first',
      'behind first',
      'second',
      'other people',
      'union',
    ])
  })

  it('indents by the longest way where several lead to an activity', () => {
    const document = documentOf(
      ['a', 'b', 'c'].map(id => activityOf(id, 'teleport')),
      [lineOf('a>b'), lineOf('a>c'), lineOf('b>c')],
    )
    expect(outlineOf(document).map(({ depth }) => depth)).toEqual([0, 1, 2])
  })

  it('tells where each outlet leads, also when it leads nowhere', () => {
    const document = documentOf(
      [activityOf('people', 'build-audience'), activityOf('sms')],
      [lineOf('people>sms', 'result')],
    )
    const ways = outlineOf(document).map(({ outlets }) =>
      outlets.map(outlet => [outlet.id, outlet.ways.map(({ to }) => to.id)]),
    )
    expect(ways).toEqual([[['result', ['sms']]], [['sent', []]]])
  })

  it('keeps activities of a circle that came from a file', () => {
    const document = documentOf([activityOf('a'), activityOf('b')], [lineOf('a>b'), lineOf('b>a')])
    expect(outlineOf(document)).toHaveLength(2)
  })
})
