import { describe, expect, it } from 'vitest'
import { duplicateOwner, outcomesOf } from '../../../../src/renderer/features/people/person-history.ts'

const message = {
  id: 9,
  deliveryId: 2,
  deliveryLabel: 'May',
  text: 'Hello',
  state: 'delivered' as const,
  at: 5,
}
const exclusion = { deliveryId: 1, deliveryLabel: 'April', cause: 'not-textable' as const, detail: 'fixed' }

describe('what became of a person', () => {
  it('is one line a delivery, the newest first', () => {
    const outcomes = outcomesOf([message], [exclusion])
    expect(outcomes.map(outcome => outcome.deliveryLabel)).toEqual(['May', 'April'])
    expect(outcomes[0]).toMatchObject({ message: { state: 'delivered' }, causes: [] })
  })

  it('keeps every cause of a delivery, the main one first', () => {
    const second = { ...exclusion, cause: 'required-field-empty' as const, detail: 'city' }
    expect(outcomesOf([], [exclusion, second])).toEqual([
      {
        deliveryId: 1,
        deliveryLabel: 'April',
        causes: [
          { cause: 'not-textable', detail: 'fixed' },
          { cause: 'required-field-empty', detail: 'city' },
        ],
      },
    ])
  })

  it('knows who has the message on the same number', () => {
    expect(duplicateOwner({ cause: 'duplicate-number', detail: '12' })).toBe(12)
    expect(duplicateOwner({ cause: 'duplicate-number', detail: null })).toBeNull()
    expect(duplicateOwner({ cause: 'too-many-parts', detail: '12' })).toBeNull()
  })
})
