import { describe, expect, it } from 'vitest'
import { expectImport, type ExpectedImport } from '../../support/expect-import.ts'
import { createPeopleWorld } from '../../support/people-world.ts'
import data from './cards.json' with { type: 'json' }

interface Case {
  readonly name: string
  readonly lines: readonly string[]
  readonly defaultCountry: string
  readonly expected: Omit<ExpectedImport, 'reading'> & { readonly header: readonly string[] }
}

const cases = data as unknown as readonly Case[]
const reading = { format: 'vcard', encoding: 'utf-8', hasHeader: true }

describe('contacts as people have them', () => {
  it.each(cases.map(given => [given.name, given] as const))('are a table: %s', async (_, given) => {
    const world = createPeopleWorld()
    const file = world.write('contacts.vcf', `${given.lines.join('\r\n')}\r\n`)
    const { header, ...expected } = given.expected
    const { columns } = await expectImport(world, file, {
      defaultCountry: given.defaultCountry,
      expected: { ...expected, reading },
    })
    expect(columns.map(column => column.header)).toEqual(header)
  })
})
