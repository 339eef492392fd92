import { describe, expect, it } from 'vitest'
import { changesBetween, draftOf, isBlank } from '../../../../src/renderer/features/people/person-draft.ts'

const person = {
  id: 1,
  phone: null,
  phoneInput: '4.47E+11',
  phoneType: null,
  phoneProblem: 'scientific',
  country: null,
  firstName: 'Anna',
  lastName: null,
  language: 'nl',
  timeZone: null,
  fields: { city: 'Lyon', points: '3' },
  tags: [],
  isSuppressed: false,
  block: null,
  createdAt: 0,
}

describe('the form of a person', () => {
  it('shows a number that cannot be read as it was given, so that it can be corrected', () => {
    expect(draftOf(person).phone).toBe('4.47E+11')
  })

  it('says nothing when nothing was changed', () => {
    const draft = draftOf(person)
    expect(changesBetween(draft, { ...draft, firstName: 'Anna ', fields: { ...draft.fields } })).toEqual({})
  })

  it('tells what was changed alone, and empties with null', () => {
    const before = draftOf(person)
    const after = {
      ...before,
      firstName: '',
      phone: ' 07700 900123',
      fields: { ...before.fields, city: '', age: '9' },
    }
    expect(changesBetween(before, after)).toEqual({
      firstName: null,
      phone: '07700 900123',
      fields: { city: '', age: '9' },
    })
  })

  it('is blank while it says nothing about anybody', () => {
    expect(isBlank(draftOf(undefined))).toBe(true)
    expect(isBlank({ ...draftOf(undefined), fields: { city: ' ' } })).toBe(true)
    expect(isBlank({ ...draftOf(undefined), fields: { city: 'Lyon' } })).toBe(false)
  })
})
