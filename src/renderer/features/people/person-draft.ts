import type { Person } from '../../../shared/contract/people.ts'

/** What a form about a person holds; everything is text, as it was typed. */
export interface PersonDraft {
  readonly firstName: string
  readonly lastName: string
  readonly phone: string
  readonly language: string
  readonly timeZone: string
  readonly fields: Readonly<Record<string, string>>
}

/** What the engine is told: values that are new or different alone; null empties one. */
export interface PersonEdit {
  firstName?: string | null
  lastName?: string | null
  phone?: string | null
  language?: string | null
  timeZone?: string | null
  fields?: Record<string, string>
}

/** The form of a person, or the empty one. */
export function draftOf(person: Person | undefined): PersonDraft {
  return {
    firstName: person?.firstName ?? '',
    lastName: person?.lastName ?? '',
    phone: person?.phone ?? person?.phoneInput ?? '',
    language: person?.language ?? '',
    timeZone: person?.timeZone ?? '',
    fields: { ...person?.fields },
  }
}

/** What differs between two forms; an untouched number is left out, so that it keeps what it was imported as. */
export function changesBetween(before: PersonDraft, after: PersonDraft): PersonEdit {
  const edit: PersonEdit = {}
  for (const key of ['firstName', 'lastName', 'phone', 'language', 'timeZone'] as const) {
    const value = after[key].trim()
    if (value !== before[key]) edit[key] = value === '' ? null : value
  }
  const fields = Object.entries(after.fields).filter(
    ([key, value]) => value.trim() !== (before.fields[key] ?? ''),
  )
  if (fields.length > 0) edit.fields = Object.fromEntries(fields.map(([key, value]) => [key, value.trim()]))
  return edit
}

/** Whether a form says nothing at all about anybody. */
export function isBlank(draft: PersonDraft): boolean {
  const { fields, ...rest } = draft
  return [...Object.values(rest), ...Object.values(fields)].every(value => value.trim() === '')
}
