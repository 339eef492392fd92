import type { contentCalls, Rendered } from '../../../shared/contract/content.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { Person } from '../../../shared/contract/people.ts'
import { UserError } from '../../../shared/errors.ts'
import { joinList } from '../../../shared/field/list-value.ts'
import type { FieldType } from '../../../shared/person-field.ts'
import { measureText } from '../../../shared/sms/measure-text.ts'
import { parseTemplate, render, type Template, type TemplateFault } from '../../../shared/template.ts'
import type { EngineContext } from '../context.ts'
import { readFieldTypes } from '../people/list-fields.ts'
import { peopleListOf } from '../people/people-list.ts'
import { readFieldNames } from '../preparation/preparation-plan.ts'

/** Answers the calls about what a message says. */
export function contentHandlers({ workspace }: EngineContext): HandlersOf<typeof contentCalls> {
  const { sql } = workspace
  const people = peopleListOf(sql)
  return {
    'content.check': ({ text }) => {
      const { faults, fields } = parseTemplate(text, readFieldNames(sql))
      return { faults: [...faults], fields: [...fields] }
    },
    'content.preview': async ({ text, source, index }) => {
      const template = parseTemplate(text, readFieldNames(sql))
      const window = { source, offset: index, limit: 1, sortBy: 'id', descending: false } as const
      const { total, rows } = await people.page(window)
      const [person] = rows
      if (!person || template.faults.length > 0)
        return { faults: [...template.faults], total, rendered: null }
      const { faults, rendered } = preview(template, withLists(person, readFieldTypes(sql)))
      return { faults, total, rendered }
    },
  }
}

function preview(template: Template, person: Person): { faults: TemplateFault[]; rendered: Rendered | null } {
  try {
    const { text, missing } = render(template, valuesOf(person))
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
