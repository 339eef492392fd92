import { expect, it } from 'vitest'
import { duplicateOwner } from '../../../../../src/renderer/features/people/person/duplicate-owner.ts'

it('knows who has the message on the same number, unless they are gone', () => {
  const other = { id: 7, name: 'Ada' }
  expect(duplicateOwner({ cause: 'duplicate-number', detail: '12', other })).toBe(7)
  expect(duplicateOwner({ cause: 'duplicate-number', detail: '12' })).toBe(12)
  expect(
    duplicateOwner({ cause: 'duplicate-number', detail: '12', other: { id: 12, name: null } }),
  ).toBeUndefined()
  expect(duplicateOwner({ cause: 'duplicate-number', detail: null })).toBeUndefined()
  expect(duplicateOwner({ cause: 'too-many-parts', detail: '12' })).toBeUndefined()
})
