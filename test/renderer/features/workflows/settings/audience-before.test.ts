import { describe, expect, it } from 'vitest'
import { audienceBefore } from '../../../../../src/renderer/features/workflows/settings/audience-before.ts'
import { activityOf, documentOf, lineOf } from '../documents.ts'

const saved = activityOf('people', 'build-audience', { source: 'audience', audienceId: 4 })

describe('audience before an activity', () => {
  it('is the saved audience that leads to it, also through another SMS', () => {
    const document = documentOf(
      [saved, activityOf('one'), activityOf('two')],
      [lineOf('people>one', 'result'), lineOf('one>two')],
    )
    expect(audienceBefore(document, 'two')).toEqual({ audienceId: 4 })
  })

  it('is what an Incremental query looks for, whoever of them is new', () => {
    const by = { mode: 'never-returned', keepDays: 0 }
    const news = activityOf('people', 'incremental-query', { source: 'audience', audienceId: 4, by })
    const document = documentOf([news, activityOf('one')], [lineOf('people>one', 'result')])
    expect(audienceBefore(document, 'one')).toEqual({ audienceId: 4 })
  })

  it('is unknown while nothing leads to it, or the audience is not chosen', () => {
    const open = activityOf('people', 'build-audience', { source: 'audience' })
    expect(audienceBefore(documentOf([saved, activityOf('one')]), 'one')).toBeUndefined()
    expect(
      audienceBefore(documentOf([open, activityOf('one')], [lineOf('people>one', 'result')]), 'one'),
    ).toBeUndefined()
  })

  it('leaves out what is not finished in a rule', () => {
    const group = {
      type: 'group',
      match: 'all',
      items: [{ type: 'condition', field: 'country', operator: 'is' }],
    }
    const own = activityOf('people', 'build-audience', { source: 'rule', rule: { version: 1, root: group } })
    const document = documentOf([own, activityOf('one')], [lineOf('people>one', 'result')])
    expect(audienceBefore(document, 'one')).toEqual({
      rule: { version: 3, root: { type: 'group', match: 'all', items: [] } },
    })
  })

  it('ends on a circle that came from a file', () => {
    const document = documentOf([activityOf('a'), activityOf('b')], [lineOf('a>b'), lineOf('b>a')])
    expect(audienceBefore(document, 'a')).toBeUndefined()
  })
})
