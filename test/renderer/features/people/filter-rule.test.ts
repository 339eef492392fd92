import { describe, expect, it } from 'vitest'
import { filterOf, filterQuery, ruleOfList } from '../../../../src/renderer/features/people/filter-rule.ts'
import { everyone, type Rule } from '../../../../src/shared/rule.ts'

const swedish: Rule = {
  version: 3,
  root: {
    type: 'group',
    match: 'all',
    items: [{ type: 'field', field: 'country', operator: 'is', value: 'SE' }],
  },
}

describe('a filter of people', () => {
  it('stands in the address and is read from it again', () => {
    expect(filterOf(filterQuery(swedish))).toEqual(swedish)
  })

  it('is none where it leaves nobody out, and where the address is not one of ours', () => {
    expect(filterQuery(everyone)).toEqual({})
    expect(filterQuery(undefined)).toEqual({})
    for (const filter of [undefined, '', '{', '[]', '{"version":99}', JSON.stringify(everyone), ['a']]) {
      expect(filterOf({ filter })).toBeUndefined()
    }
  })

  it('becomes the rule of an audience together with the source that was listed', () => {
    expect(ruleOfList('everyone', swedish)).toEqual(swedish)
    const items = (['audience:3', 'tag:4', 'import:5'] as const).map(
      source => ruleOfList(source, swedish).root.items,
    )
    expect(items).toEqual([
      [{ type: 'audience', operator: 'is-in', audienceId: 3 }, swedish.root],
      [{ type: 'tag', operator: 'has-any', tagIds: [4] }, swedish.root],
      [{ type: 'import', operator: 'is', importId: 5 }, swedish.root],
    ])
  })
})
