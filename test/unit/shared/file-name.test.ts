import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toFileName } from '../../../src/shared/file-name.ts'

describe('toFileName', () => {
  it.each([
    ['Spring: 10/12?', 'csv', 'Spring 10 12.csv'],
    ['People', 'xlsx', 'People.xlsx'],
    ['Été à Göteborg – “élèves”', 'pdf', 'Été à Göteborg – “élèves”.pdf'],
    ['..\\..\\secret', 'csv', 'secret.csv'],
    ['aux', 'csv', '_aux.csv'],
    ['COM3', '', '_COM3'],
    ['con.old', 'csv', '_con.old.csv'],
    ['Contacts', 'csv', 'Contacts.csv'],
    ['ends with dots...  ', 'csv', 'ends with dots.csv'],
    ['a\tb\nc', '', 'a b c'],
    ['Members 12:30.csv', '', 'Members 12 30.csv'],
    [`${'a'.repeat(300)}.vcf`, '', `${'a'.repeat(196)}.vcf`],
    [`${'a'.repeat(195)} b`, 'csv', `${'a'.repeat(195)}.csv`],
    [' .?* ', 'csv', 'file.csv'],
  ])('makes %j with %j to %j', (name, ending, expected) => {
    expect(toFileName(name, ending)).toBe(expected)
  })

  it('keeps the ending of a name that is far too long, and no half characters', () => {
    const name = toFileName('🙂'.repeat(300), 'xlsx')
    expect(name.endsWith('🙂.xlsx')).toBe(true)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
  })

  it('gives a name that every system takes, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        const name = toFileName(text, 'csv')
        expect(name).toMatch(/^[^<>:"/\\|?*.\s\p{Cc}][^<>:"/\\|?*\p{Cc}]*\.csv$/u)
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i)
        expect(toFileName(name.slice(0, -4), 'csv')).toBe(name)
      }),
    )
  })
})
