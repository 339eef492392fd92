import type { Database } from 'better-sqlite3'
import countryZones from '../../../../resources/time/country-zones.json' with { type: 'json' }
import { readPhone } from '../../../shared/phone.ts'
import { isTimeZone } from '../../../shared/schedule/instant-of.ts'
import { prepared } from '../outbox/prepared.ts'

/** Where somebody is, as far as it is known: the country of the number, and the zone that the person is said to be in. */
export interface Place {
  readonly id: number
  /** ISO 3166; empty where the number is of no country. */
  readonly country: string
  /** IANA name; empty where only the country is known. */
  readonly timeZone: string
}

/** Finds the place of a person by number and own zone; a new one is written. */
export type FindPlace = (phone: string, timeZone: string | null) => number

/** Numbers that begin with these many characters are of one country: the longest calling code, and what parts islands. */
const prefixLength = 7

/** A finder that asks the disk once for each place. */
export function preparePlaces(sql: Database): FindPlace {
  const countryOf = createCountryFinder()
  const ids = new Map<string, number>()
  const zones = new Map<string, string>()

  function zoneOf(timeZone: string): string {
    const known = zones.get(timeZone)
    if (known !== undefined) return known
    const zone = isTimeZone(timeZone) ? timeZone : ''
    zones.set(timeZone, zone)
    return zone
  }

  return (phone, timeZone) => {
    const country = countryOf(phone)
    const zone = timeZone ? zoneOf(timeZone) : ''
    const key = `${country} ${zone}`
    const id = ids.get(key) ?? writePlace(sql, country, zone)
    ids.set(key, id)
    return id
  }
}

/** A finder of countries that reads each beginning of a number once. */
export function createCountryFinder(): (phone: string) => string {
  const countries = new Map<string, string>()
  return phone => {
    const prefix = phone.slice(0, prefixLength)
    const known = countries.get(prefix)
    if (known !== undefined) return known
    const country = countryOfNumber(phone)
    countries.set(prefix, country)
    return country
  }
}

/** The country of each place that is known, by its id. */
export function readCountries(sql: Database): Map<number, string> {
  return new Map(prepared(sql, 'SELECT id, country FROM places').raw().all() as [number, string][])
}

/** The country of a number in E.164; empty where it is of none. */
export function countryOfNumber(phone: string): string {
  const reading = readPhone(phone, undefined)
  return reading.kind === 'ok' && reading.country !== '001' ? reading.country : ''
}

/** The zones of a country, the one in which most people live first; none where the country is not known. */
export function zonesOfCountry(country: string): readonly string[] {
  return (countryZones as Readonly<Record<string, readonly string[]>>)[country] ?? []
}

function writePlace(sql: Database, country: string, timeZone: string): number {
  prepared(sql, 'INSERT OR IGNORE INTO places (country, time_zone) VALUES (?, ?)').run(country, timeZone)
  const select = 'SELECT id FROM places WHERE country = ? AND time_zone = ?'
  return prepared(sql, select).pluck().get(country, timeZone) as number
}

/** Where somebody is of whom nothing is known. */
export const unknownPlace: Place = { id: 0, country: '', timeZone: '' }

/** A place that was found before. */
export function readPlace(sql: Database, id: number): Place {
  const select = 'SELECT id, country, time_zone timeZone FROM places WHERE id = ?'
  return (prepared(sql, select).get(id) as Place | undefined) ?? unknownPlace
}

/** What goes to one place. */
export interface PlaceShare {
  readonly place: Place
  readonly messages: number
  readonly parts: number
}

/** Where the messages of a prepared delivery go, most of them first. */
export function readDeliveryPlaces(sql: Database, deliveryId: number): PlaceShare[] {
  const query = `SELECT p.id, p.country, p.time_zone timeZone, d.messages, d.parts
    FROM delivery_places d JOIN places p ON p.id = d.place_id WHERE d.delivery_id = ? ORDER BY d.messages DESC, p.id`
  const rows = prepared(sql, query).all(deliveryId) as (Place & Omit<PlaceShare, 'place'>)[]
  return rows.map(({ messages, parts, ...place }) => ({ place, messages, parts }))
}
