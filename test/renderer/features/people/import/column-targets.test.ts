import { describe, expect, it } from 'vitest'
import {
  canImport,
  choiceOf,
  findRemarks,
  keepTargets,
  movePhone,
  numberPhones,
  targetOf,
} from '../../../../../src/renderer/features/people/import/column-targets.ts'
import type { ColumnTarget } from '../../../../../src/shared/contract/imports.ts'

const fields = [
  { key: 'first_name', label: 'First name', type: 'text', isBuiltIn: true },
  { key: 'phone', label: 'Phone', type: 'text', isBuiltIn: true },
  { key: 'city', label: 'City', type: 'text', isBuiltIn: false },
] as const
const to = (field: string): ColumnTarget => ({ to: 'field', field })
const fresh = (label: string): ColumnTarget => ({ to: 'new-field', label })
const ignore: ColumnTarget = { to: 'ignore' }
const remarksOf = (...targets: ColumnTarget[]) => [...findRemarks(targets, fields).columns]

describe('where a column goes', () => {
  it('is the same target after a round trip through the select', () => {
    const size: ColumnTarget = { to: 'new-field', label: 'Shoe size', type: 'text' }
    for (const target of [ignore, to('phone'), size]) {
      expect(targetOf(choiceOf(target), 'shoe_size')).toEqual(target)
    }
  })

  it('keeps how its values are written when it goes elsewhere', () => {
    const date: ColumnTarget = { to: 'new-field', label: 'Born', type: 'date', dateOrder: 'month-day' }
    expect(targetOf('field:birthday', 'born', date)).toEqual({
      to: 'field',
      field: 'birthday',
      dateOrder: 'month-day',
    })
  })

  it('is a new field with a name for people when the header is one for machines', () => {
    expect(targetOf('new', ' date_of__birth ')).toEqual({
      ...fresh('Date of birth'),
      type: 'text',
    })
  })
})

describe('columns with numbers', () => {
  const phone = { to: 'field', field: 'phone' } as const
  const prioritiesOf = (targets: readonly ColumnTarget[]) =>
    targets.map(target => (target.to === 'field' ? target.priority : undefined))

  it('have an order where there are several, and a new one comes last', () => {
    const two = numberPhones([phone, to('city'), phone])
    expect(prioritiesOf(two)).toEqual([1, undefined, 2])
    expect(prioritiesOf(numberPhones([{ ...phone, priority: 2 }, phone, { ...phone, priority: 1 }]))).toEqual(
      [2, 3, 1],
    )
    expect(prioritiesOf(numberPhones([ignore, { ...phone, priority: 2 }]))).toEqual([undefined, undefined])
  })

  it('change places', () => {
    const three = numberPhones([phone, phone, to('city'), phone])
    expect(prioritiesOf(movePhone(three, 3, 1))).toEqual([2, 3, undefined, 1])
    expect(prioritiesOf(movePhone(three, 0, 3))).toEqual([3, 1, undefined, 2])
  })
})

describe('what is to be said about the targets', () => {
  it('is nothing where each field has one column', () => {
    const found = findRemarks([to('first_name'), to('phone'), fresh('Points'), ignore, ignore], fields)
    expect(found).toEqual({ columns: new Map(), isPhoneMissing: false })
    expect(canImport(found)).toBe(true)
  })

  it('is that nobody can be texted when no column is the number', () => {
    const found = findRemarks([to('first_name'), ignore], fields)
    expect(found.isPhoneMissing).toBe(true)
    expect(canImport(found)).toBe(false)
  })

  it('is that the later of two columns of one field counts second, which keeps no import from beginning', () => {
    const found = findRemarks([to('phone'), to('city'), to('city'), to('phone')], fields)
    expect([...found.columns]).toEqual([[2, 'same-field']])
    expect(canImport(found)).toBe(true)
  })

  it('is that a new field without a name needs one', () => {
    const found = findRemarks([to('phone'), fresh('  ')], fields)
    expect([...found.columns]).toEqual([[1, 'no-name']])
    expect(canImport(found)).toBe(false)
  })

  it('is that a new field called like one that is there fills that one', () => {
    expect(remarksOf(to('phone'), fresh(' CITY'))).toEqual([[1, 'name-taken']])
    expect(remarksOf(to('phone'), to('city'), fresh('city'))).toEqual([[2, 'same-field']])
  })

  it('is that two new fields of one name are one field', () => {
    expect(remarksOf(to('phone'), fresh('Points'), fresh('points'))).toEqual([[2, 'same-field']])
  })
})

describe('targets after a file was read in another way', () => {
  const columns = [
    { header: 'name', target: to('first_name') },
    { header: 'tel', target: to('phone') },
    { header: 'note', target: fresh('Note') },
  ]

  it('keep what was chosen for a column that is still there', () => {
    const targets = [to('first_name'), to('phone'), ignore]
    const again = [columns[2], columns[0], columns[1]].filter(column => column !== undefined)
    expect(keepTargets({ columns, targets }, again)).toEqual([ignore, to('first_name'), to('phone')])
  })

  it('are guessed anew for columns that were not there, and for those that were never touched', () => {
    const targets = columns.map(column => column.target)
    const other = [
      { header: 'name;tel', target: fresh('Name;tel') },
      { header: 'name', target: ignore },
    ]
    expect(keepTargets({ columns, targets }, other)).toEqual([fresh('Name;tel'), ignore])
  })
})
