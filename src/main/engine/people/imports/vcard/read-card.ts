import type { CardColumn } from '../../../../../shared/card-columns.ts'
import { preferenceOf } from './preference.ts'
import { rankPhones } from './rank-phones.ts'
import { splitValue, unescapeValue, type Property } from './parse-property.ts'

/** What a card says of a person, by its columns. */
export interface Card {
  /** The likeliest to be a mobile first. */
  readonly phones: readonly string[]
  readonly values: ReadonlyMap<CardColumn, string>
}

/** Reads a card as one row; undefined for a group, which is nobody. */
export function readCard(properties: readonly Property[]): Card | undefined {
  const kind = first(properties, 'KIND') ?? first(properties, 'X-ADDRESSBOOKSERVER-KIND')
  if (kind?.value.trim().toLowerCase() === 'group') return undefined
  const { phones, faxes } = rankPhones(properties)
  const values = new Map<CardColumn, string>(
    Object.entries({ ...readName(properties), ...readAddress(properties), ...readRest(properties) }).filter(
      (entry): entry is [CardColumn, string] => entry[1] !== '',
    ),
  )
  if (faxes.length > 0) values.set('fax', faxes.join(', '))
  return { phones, values }
}

type Values = Partial<Record<CardColumn, string>>

/** A card without a name of parts has one in full (RFC 6350 §6.2.1). */
function readName(properties: readonly Property[]): Values {
  const [family = '', given = '', additional = ''] = splitValue(first(properties, 'N')?.value ?? '', ';')
  const names = [given, additional].filter(Boolean).join(' ')
  if (names !== '' || family !== '') return { firstName: names, lastName: family }
  return { firstName: textOf(properties, 'FN') || textOf(properties, 'NICKNAME') }
}

function readAddress(properties: readonly Property[]): Values {
  const parts = splitValue(first(properties, 'ADR')?.value ?? '', ';')
  const [, extended = '', street = '', city = '', , postcode = '', country = ''] = parts
  return {
    street: [extended, street].filter(Boolean).join(', '),
    postcode: postcode,
    city: city,
    country: country,
  }
}

function readRest(properties: readonly Property[]): Values {
  const zone = textOf(properties, 'TZ')
  return {
    email: textOf(properties, 'EMAIL').replace(/^mailto:/i, ''),
    organization: splitValue(first(properties, 'ORG')?.value ?? '', ';')
      .filter(Boolean)
      .join(', '),
    jobTitle: textOf(properties, 'TITLE'),
    birthday: readDay(first(properties, 'BDAY')),
    language: textOf(properties, 'LANG'),
    // An offset alone names no zone.
    timeZone: /^[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+$/.test(zone) ? zone : '',
    categories: properties
      .filter(({ name }) => name === 'CATEGORIES')
      .flatMap(({ value }) => splitValue(value, ','))
      .filter(Boolean)
      .join(', '),
    note: textOf(properties, 'NOTE'),
  }
}

/** A day as ISO 8601; without its year where that is not known, which one maker writes as 1604. */
function readDay(property: Property | undefined): string {
  const text = property?.value.trim() ?? ''
  const unknownYear = property?.parameters.get('X-APPLE-OMIT-YEAR')?.[0]
  const day = text
    .replace(/[T ].*$/, '')
    .replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
    .replace(/^--(\d\d)-?(\d\d)$/, '--$1-$2')
  return unknownYear !== undefined && day.startsWith(`${unknownYear}-`) ? day.replace(/^\d{4}-/, '--') : day
}

function textOf(properties: readonly Property[], name: string): string {
  return unescapeValue(first(properties, name)?.value ?? '')
}

/** Of several the one that is preferred, else the first that says anything. */
function first(properties: readonly Property[], name: string): Property | undefined {
  return properties
    .filter(property => property.name === name && property.value.replaceAll(';', '').trim() !== '')
    .toSorted((left, right) => preferenceOf(left) - preferenceOf(right))[0]
}
