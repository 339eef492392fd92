import type { Database } from 'better-sqlite3'
import type { contentCalls, Rendered } from '../../../shared/contract/content.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { Person } from '../../../shared/contract/people.ts'
import { joinList } from '../../../shared/field/list-value.ts'
import type { FieldType } from '../../../shared/person-field.ts'
import { UserError } from '../../../shared/errors.ts'
import { measureText } from '../../../shared/sms/measure-text.ts'
import { parseTemplate, render, type Template, type TemplateFault } from '../../../shared/template.ts'
import type { EngineContext } from '../context.ts'
import { readFieldTypes } from '../people/list-fields.ts'
import { peopleListOf } from '../people/people-list.ts'
import { readFieldNames } from '../preparation/preparation-plan.ts'
import { carriedColumns, carriedValues } from './carried-values.ts'

/** Answers the calls about what a message says. */
export function contentHandlers({ workspace }: EngineContext): HandlersOf<typeof contentCalls> {
  const { sql } = workspace
  const people = peopleListOf(sql)
  return {
    'content.check': ({ text, columns = [] }) => {
      const { faults, fields } = parseTemplate(text, namesWith(sql, columns))
      return { faults: [...faults], fields: [...fields] }
    },
    'content.preview': async ({ text, source, index, ...expected }) => {
      const columns = carriedColumns(sql, source, expected.columns ?? [])
      const template = parseTemplate(text, namesWith(sql, columns))
      const window = { source, offset: index, limit: 1, sortBy: 'id', descending: false } as const
      const { total, rows } = await people.page(window)
      const [person] = rows
      if (!person || template.faults.length > 0)
        return { faults: [...template.faults], total, rendered: null, standIns: [] }
      const carried = carriedValues(sql, source, { personId: person.id, columns })
      const own = valuesOf(withLists(person, readFieldTypes(sql)))
      const { faults, rendered } = preview(template, person, { ...own, ...carried.values })
      const used = new Set(template.fields.map(({ name }) => name))
      return { faults, total, rendered, standIns: carried.standIns.filter(name => used.has(name)) }
    },
  }
}

function namesWith(sql: Database, columns: readonly { readonly name: string }[]): string[] {
  return [...readFieldNames(sql), ...columns.map(({ name }) => name)]
}

function preview(
  template: Template,
  person: Person,
  values: Readonly<Record<string, string | null>>,
): { faults: TemplateFault[]; rendered: Rendered | null } {
  try {
    const { text, missing } = render(template, values)
    const { encoding, parts } = measureText(text)
    const personName = [person.firstName, person.lastName].filter(Boolean).join(' ')
    const rendered = { personId: person.id, personName, recipient: person.phone, text, encoding, parts }
    return { faults: [], rendered: { ...rendered, missing: [...missing] } }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { detail = '', line = 1, column = 1 } = error.data
    const fault = {
      code: 'syntax' as const,
      detail: String(detail),
      line: Number(line),
      column: Number(column),
    }
    return { faults: [fault], rendered: null }
  }
}

/** The entries of lists one after the other, as a message says them. */
function withLists(person: Person, types: ReadonlyMap<string, FieldType>): Person {
  const fields = Object.entries(person.fields).map(([key, value]): [string, string] => {
    return [key, types.get(key) === 'list' ? joinList(value) : value]
  })
  return { ...person, fields: Object.fromEntries(fields) }
}

function valuesOf(person: Person): Record<string, string | null> {
  const { firstName, lastName, phone, country, language, timeZone, fields } = person
  const builtIn = {
    first_name: firstName,
    last_name: lastName,
    phone,
    country,
    language,
    time_zone: timeZone,
  }
  return { ...fields, ...builtIn }
}
