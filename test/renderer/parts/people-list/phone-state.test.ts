import { describe, expect, it } from 'vitest'
import { formatPhone } from '../../../../src/renderer/parts/people-list/format-phone.ts'
import { phoneStateOf } from '../../../../src/renderer/parts/people-list/phone-state.ts'

const person = {
  phone: '+447700900123' as string | null,
  phoneType: null as string | null,
  phoneProblem: null as string | null,
}

describe('what a number is good for', () => {
  it('is told by its stored kind, else by the number itself', () => {
    expect(phoneStateOf({ ...person, phoneType: 'fixed' })).toEqual({ kind: 'not-textable', type: 'fixed' })
    expect(phoneStateOf(person)).toEqual({ kind: 'textable', type: 'mobile' })
  })

  it('is a problem with a text of its own where there is no number', () => {
    const without = { ...person, phone: null }
    expect(phoneStateOf(without)).toEqual({ kind: 'problem', problem: 'missing' })
    expect(phoneStateOf({ ...without, phoneProblem: 'scientific' })).toMatchObject({ problem: 'scientific' })
    expect(phoneStateOf({ ...without, phoneProblem: 'from a later version' })).toMatchObject({
      problem: 'not-a-number',
    })
  })

  it('is written in groups for reading', () => {
    expect(formatPhone('+447700900123')).toBe('+44 7700 900123')
    expect(formatPhone('no number')).toBe('no number')
  })
})
