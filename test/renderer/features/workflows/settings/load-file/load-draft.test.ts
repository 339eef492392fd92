import { expect, test } from 'vitest'
import {
  createColumn,
  formOf,
  readLoadDraft,
  setUp,
  type Inspection,
} from '../../../../../../src/renderer/features/workflows/settings/load-file/load-draft.ts'

type InspectedColumn = Inspection['columns'][number]

function inspected(...columns: InspectedColumn[]): Inspection {
  return { columns } as unknown as Inspection
}

test('The number of a file finds people, what is no field of theirs is carried, and names are never the same', () => {
  const { match, columns, fields } = setUp(
    inspected(
      { header: 'Mobile', target: { to: 'field', field: 'phone' }, samples: ['07700 900001'] },
      { header: 'Vorname', target: { to: 'field', field: 'first_name' }, samples: ['Ann'] },
      { header: 'Time', target: { to: 'new-field', label: 'Time', type: 'choice' }, samples: ['9:30'] },
      { header: 'time', target: { to: 'new-field', label: 'time', type: 'text' }, samples: ['10:30'] },
      { header: '', target: { to: 'ignore' }, samples: [] },
    ),
    [],
  )
  expect(match).toEqual([{ source: { header: 'Mobile', at: 0 }, field: 'phone' }])
  expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual(['time text', 'time_2 text'])
  expect(fields).toEqual([{ source: { header: 'Vorname', at: 1 }, field: 'first_name' }])
})

test('A field that people have gives its type, and the samples how its values are written', () => {
  const points = { key: 'points', label: 'Points', type: 'number' } as never
  const column = createColumn(
    { header: 'Points', at: 1 },
    { target: { to: 'field', field: 'points' }, samples: ['0,5', 'unknown'], fields: [points], names: [] },
  )
  expect(column).toMatchObject({ name: 'points', type: 'number', decimal: 'comma' })
})

test.each([
  ['number', ['1.5', '2'], { decimal: 'point' }],
  ['number', ['1.234,5'], { decimal: 'comma' }],
  ['number', [], { decimal: 'point' }],
  ['date', ['3/4/2026', '3/14/2026'], { dateOrder: 'month-day' }],
  ['date', ['2026-03-04'], { dateOrder: 'day-month' }],
  ['text', ['1,5'], {}],
] as const)('Values of a %s like %j', (type, samples, form) => {
  expect(formOf(type, samples)).toEqual(form)
})

test('Settings that hold anything are read as far as they make sense', () => {
  expect(readLoadDraft({ file: 7, match: 'x', columns: [{ name: 1 }, null], unmatched: null })).toEqual({
    file: undefined,
    reading: {},
    country: null,
    match: [],
    columns: [],
    adds: false,
    fields: [],
  })
})
