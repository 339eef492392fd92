import { expect, it } from 'vitest'
import { linkToRunning } from '../../../../../src/renderer/features/people/import/running-import.ts'
import { UserError } from '../../../../../src/shared/errors.ts'

it('the import that stands in the way of another can be gone to', () => {
  expect(linkToRunning(new UserError('import/already-running', { id: 7 }))).toBe('/people/imports/7')
  expect(linkToRunning(new UserError('import/already-running'))).toBe('/people/imports')
})

it('other troubles lead nowhere', () => {
  expect(linkToRunning(new UserError('import/no-phone-column'))).toBeUndefined()
  expect(linkToRunning(undefined)).toBeUndefined()
})
