import { describe, expect, it } from 'vitest'
import type { ColumnTarget } from '../../../src/shared/contract/imports.ts'
import { importAsGuessed, importCallsOf, listPeople } from '../../support/import-steps.ts'
import { createPeopleWorld } from '../../support/people-world.ts'
import cases from './files.json' with { type: 'json' }

type Case = (typeof cases)[number]

/** The bytes of a file, written in the encoding that its case names. */
function encode({ lines, encoding, lineBreak, endsWithLineBreak }: Case['file']): Buffer {
  const text = lines.join(lineBreak) + (endsWithLineBreak ? lineBreak : '')
  const [name, mark] = encoding.split(' with ')
  const marked = (mark ? '\u{feff}' : '') + text
  if (name === 'windows-1252') return Buffer.from(marked, 'latin1')
  if (name === 'utf-8') return Buffer.from(marked)
  const bytes = Buffer.from(marked, 'utf16le')
  return name === 'utf-16be' ? bytes.swap16() : bytes
}

function describeTarget(target: ColumnTarget): string {
  if (target.to === 'new-field') return `new:${target.label}`
  return target.to === 'field' ? target.field : 'ignore'
}

describe('a file as people have them', () => {
  it.each(cases.map(given => [given.name, given] as const))(
    'is understood without help: %s',
    async (_, given) => {
      const world = createPeopleWorld()
      const file = world.write('list.csv', encode(given.file))
      const { defaultCountry, expected } = given
      const inspection = await importCallsOf(world)['imports.inspect']({ file, defaultCountry })
      expect(inspection.reading).toEqual({
        format: 'delimited',
        encoding: expected.encoding,
        delimiter: expected.delimiter,
        hasHeader: expected.hasHeader,
      })
      expect(inspection.columns.map(column => describeTarget(column.target))).toEqual(expected.columns)
      expect(inspection.preview.map(row => row.phone)).toEqual(expected.phones)

      const { result } = await importAsGuessed(world, file, { defaultCountry, badNumbers: 'keep' })
      expect(result).toMatchObject({ state: 'finished', read: expected.phones.length, rejected: 0 })
      expect((await listPeople(world)).map(person => person.phone)).toEqual(expected.phones)
    },
  )
})
