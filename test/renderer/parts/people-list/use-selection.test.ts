import { describe, expect, it } from 'vitest'
import type { PeopleQuery } from '../../../../src/renderer/parts/people-list/people-query.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

const engine = standInForEngine({ 'people.ids': () => ({ ids: [30, 20, 10] }) })
const { useSelection } = await import('../../../../src/renderer/parts/people-list/use-selection.ts')

const query: PeopleQuery = {
  source: { tagId: 3 },
  search: 'ek',
  sortBy: 'phone',
  descending: true,
  locale: 'en',
}
const total = 1_000_000

describe('ticked people', () => {
  it('are nobody at first, and everyone who is ticked one by one', () => {
    const selection = useSelection(
      () => query,
      () => total,
    )
    expect([selection.count.value, selection.state.value, selection.chosen.value]).toEqual([
      0,
      'none',
      undefined,
    ])
    selection.toggle(5, 0)
    selection.toggle(9, 4)
    selection.toggle(5, 0)
    expect(selection.chosen.value).toEqual({ ids: [9] })
    expect(selection.state.value).toBe('some')
    expect(selection.has({ id: 9 })).toBe(true)
  })

  it('can be all of a list of any length but some, without naming them', () => {
    const selection = useSelection(
      () => query,
      () => total,
    )
    selection.pickAll()
    expect(selection.state.value).toBe('all')
    selection.toggle(7, 0)
    expect([selection.count.value, selection.state.value]).toEqual([total - 1, 'some'])
    expect(selection.chosen.value).toEqual({ all: { source: { tagId: 3 }, search: 'ek' }, except: [7] })
    selection.toggle(7, 0)
    expect(selection.state.value).toBe('all')
    selection.clear()
    expect(selection.count.value).toBe(0)
  })

  it('go from the row that was ticked last to another, in the order of the list', async () => {
    const selection = useSelection(
      () => query,
      () => total,
    )
    selection.toggle(30, 12)
    expect(await selection.extend(10)).toBe(true)
    expect(engine.calls).toEqual([{ call: 'people.ids', input: { ...query, offset: 10, limit: 3 } }])
    expect(selection.chosen.value).toEqual({ ids: [30, 20, 10] })
    expect(await selection.extend(500_000)).toBe(false)
    expect(selection.count.value).toBe(3)
  })
})
