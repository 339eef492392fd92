import { describe, expect, it } from 'vitest'
import type { PersonField } from '../../../../../src/shared/contract/people.ts'
import {
  convertCell,
  kindOf,
  openForm,
} from '../../../../../src/renderer/features/people/import/column-values.ts'

const fields: PersonField[] = [
  { key: 'phone', label: 'Phone', type: 'text', isBuiltIn: true },
  { key: 'tier', label: 'Tier', type: 'choice', isBuiltIn: false, choices: ['Gold'] },
]

describe('what the values of a column are read as', () => {
  it('is the type of the field that there is, or the one that was chosen', () => {
    expect(kindOf({ to: 'ignore' }, fields)).toBeUndefined()
    expect(kindOf({ to: 'field', field: 'phone' }, fields)).toBeUndefined()
    expect(kindOf({ to: 'field', field: 'tier' }, fields)).toMatchObject({ type: 'choice', isNew: false })
    expect(kindOf({ to: 'new-field', label: 'X', type: 'list', separator: '|' }, fields)).toMatchObject({
      type: 'list',
      separator: '|',
      isNew: true,
    })
  })

  it('leaves open how they are written only where that can be seen', () => {
    expect(openForm('date', ['1985-03-12'])).toBeUndefined()
    expect(openForm('date', ['12/03/1985'])).toBe('dateOrder')
    expect(openForm('number', ['12'])).toBeUndefined()
    expect(openForm('number', ['1,5'])).toBe('decimal')
    expect(openForm('list', ['a'])).toBe('separator')
    expect(openForm('text', ['1,5'])).toBeUndefined()
  })
})

describe('a cell', () => {
  it('is shown as it will be kept', () => {
    expect(convertCell(' 12/03/1985 ', { type: 'date' })).toEqual({ text: '1985-03-12', isUnreadable: false })
    expect(convertCell('GOLD', { type: 'choice', choices: ['Gold'] }).text).toBe('Gold')
    expect(convertCell(' Lyon ', undefined)).toEqual({ text: 'Lyon', isUnreadable: false })
    expect(convertCell('', { type: 'number' })).toEqual({ text: '', isUnreadable: false })
  })

  it('that cannot be read stays as it stands, so that it can be looked up', () => {
    expect(convertCell('soon', { type: 'date' })).toEqual({ text: 'soon', isUnreadable: true })
  })
})
