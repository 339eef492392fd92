import { describe, expect, it } from 'vitest'
import type { Inspection } from '../../../../../src/renderer/features/people/import/import-draft.ts'
import { nameColumns } from '../../../../../src/renderer/features/people/import/name-columns.ts'

function inspectionOf(reading: Inspection['reading'], headers: readonly string[]): Inspection {
  return {
    fileName: 'a',
    bytes: 1,
    reading,
    remembered: null,
    rows: 1,
    sheets: [],
    remarks: [],
    preview: [],
    columns: headers.map(header => ({ header, target: { to: 'new-field', label: header }, samples: [] })),
  }
}

describe('the columns of contacts', () => {
  const words: Readonly<Record<string, string>> = { phone: 'Téléphone', jobTitle: 'Fonction' }
  const named = (inspection: Inspection) => nameColumns(inspection, column => words[column] ?? column)

  it('and of lists of numbers are called by words of the person', () => {
    const reading = { format: 'vcard', encoding: 'utf-8', hasHeader: true } as const
    const { columns } = named(inspectionOf(reading, ['Phone', 'Phone 2', 'Job title', 'Other']))
    expect(columns.map(({ header }) => header)).toEqual(['Téléphone', 'Téléphone 2', 'Fonction', 'Other'])
    expect(columns[2]?.target).toEqual({ to: 'new-field', label: 'Fonction' })
  })

  it('while those of a file keep their names', () => {
    const reading = { format: 'delimited', encoding: 'utf-8', delimiter: ',', hasHeader: true } as const
    const { columns } = named(inspectionOf(reading, ['Phone']))
    expect(columns[0]?.header).toBe('Phone')
  })
})
