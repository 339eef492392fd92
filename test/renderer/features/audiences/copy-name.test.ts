import { expect, it } from 'vitest'
import { copyName } from '../../../../src/renderer/features/audiences/copy-name.ts'

it('gives a copy a name that no other audience has', () => {
  const write = (count: number): string => (count === 1 ? 'Copy of A' : `Copy ${count} of A`)
  expect(copyName(['A'], write)).toBe('Copy of A')
  expect(copyName(['A', 'copy of a', 'Copy 2 of A'], write)).toBe('Copy 3 of A')
})
