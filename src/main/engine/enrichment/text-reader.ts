import { UserError } from '../../../shared/errors.ts'
import { builtInFields } from '../../../shared/person-field.ts'
import { parseTemplate } from '../../../shared/template.ts'
import { faultData } from '../../../shared/template/fault-data.ts'
import { writtenColumn } from '../people/written-column.ts'
import type { ColumnReader, RawValue, ReaderSetting } from './column-reader.ts'

/**
 * A text made of fields and of columns that are there before it; a column wins over a field of the same name. Where it
 * needs a value that a person lacks, or a filter cannot work on one, there is none.
 * @throws UserError `template/faulty`
 */
export function textReader(text: string, { rules: { fields }, before }: ReaderSetting): ColumnReader {
  const columns = new Set(before)
  const template = parseTemplate(text, [...builtInFields, ...fields.keys(), ...columns])
  const [fault] = template.faults
  if (fault) throw new UserError('template/faulty', { fault: fault.code, ...faultData(fault) })
  const names = template.fields.map(({ name }) => name)
  const asked = names.filter(name => !columns.has(name))
  return {
    expressions: asked.map(name => ({ sql: writtenColumn(name, fields), parameters: [] })),
    read(values, carried) {
      const known = new Map(asked.map((name, index) => [name, toText(values[index])]))
      try {
        const rendered = template.fill(names.map(name => known.get(name) ?? carried[name] ?? null))
        return rendered.missing.length > 0 ? null : rendered.text
      } catch (error) {
        if (error instanceof UserError) return null
        throw error
      }
    },
  }
}

function toText(value: RawValue | undefined): string | null {
  return value == null ? null : String(value)
}
