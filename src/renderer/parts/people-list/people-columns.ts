import type { Person, PersonField } from '../../../shared/contract/people.ts'
import { joinList } from '../../../shared/field/list-value.ts'
import type { Format } from '../../i18n/format.ts'
import type { TableColumn } from '../../ui/index.ts'
import { countryName, languageName } from '../regions/index.ts'

/** A column of a list of people. */
export type PeopleColumn = TableColumn<Person>

/** What columns are written with. */
export interface ColumnWords {
  readonly t: (key: string) => string
  readonly locale: string
  readonly format: Format
}

/** Every column that a list of people can have: the built-in ones, with the custom fields between them. */
export function peopleColumns(custom: readonly PersonField[], words: ColumnWords): readonly PeopleColumn[] {
  const { t, locale, format } = words
  const columns: PeopleColumn[] = [
    { key: 'last_name', label: t('peopleList.name'), width: 'minmax(180px, 1.5fr)' },
    { key: 'phone', label: t('peopleList.number'), width: '152px' },
    { key: 'state', label: t('peopleList.numberState'), width: '128px' },
    {
      key: 'country',
      label: t('peopleList.field.country'),
      width: 'minmax(132px, 1fr)',
      value: person => (person.country ? countryName(person.country, locale) : ''),
    },
    {
      key: 'language',
      label: t('peopleList.field.language'),
      width: 'minmax(96px, 1fr)',
      value: person => (person.language ? languageName(person.language, locale) : ''),
    },
    ...custom.map(field => customColumn(field, words)),
    {
      key: 'tags',
      label: t('peopleList.tags'),
      width: 'minmax(88px, 1fr)',
      value: person => person.tags.map(({ name }) => name).join(', '),
    },
    {
      key: 'time_zone',
      label: t('peopleList.field.time_zone'),
      value: person => person.timeZone?.replaceAll('_', ' ') ?? '',
    },
    {
      key: 'created_at',
      label: t('peopleList.added'),
      width: '124px',
      value: person => format.date(person.createdAt),
    },
  ]
  return columns.map(column => ({ ...column, sortable: true }))
}

/** The key of a custom field's column. */
export function customKey(field: PersonField): string {
  return `field:${field.key}`
}

function customColumn(field: PersonField, words: ColumnWords): PeopleColumn {
  return {
    key: customKey(field),
    label: field.label,
    align: field.type === 'number' ? 'end' : 'start',
    value: person => writeField(field, person.fields[field.key], words),
  }
}

/** A value of a custom field for reading; what does not fit its type is shown as it is. */
export function writeField(
  { type }: Pick<PersonField, 'type'>,
  value: string | undefined,
  { t, format }: Pick<ColumnWords, 't' | 'format'>,
): string {
  if (value === undefined || value === '') return ''
  if (type === 'number') return Number.isNaN(Number(value)) ? value : format.number(Number(value))
  if (type === 'date') {
    // Noon, so that no time zone moves it to another day.
    const at = Date.parse(`${value}T12:00`)
    return Number.isNaN(at) ? value : format.date(at)
  }
  if (type === 'list') return joinList(value)
  if (type === 'boolean' && value === 'true') return t('peopleList.yes')
  return type === 'boolean' && value === 'false' ? t('peopleList.no') : value
}
