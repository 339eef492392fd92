import { parse } from 'csv-parse/sync'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { columns, makePeople } from '../../../scripts/sample/make-people.mjs'
import { fictionNumbers } from '../../../scripts/sample/phones.mjs'
import { isForFiction, isTextable, readPhone, type PhoneReading } from '../../../src/shared/phone.ts'

const file = join(import.meta.dirname, '../../../resources/sample/people.csv')
const people = parse<Record<string, string>>(readFileSync(file, 'utf8'), { columns: true })
const homes = ['GB', 'FR', 'SE', 'DE', 'NL', 'US']

function readAll(country: string): PhoneReading[] {
  return people.map(person => readPhone(person['phone'] ?? '', country))
}

function count(values: readonly boolean[]): number {
  return values.filter(Boolean).length
}

describe('the sample people', () => {
  it('are what their script makes', () => {
    expect(Object.keys(people[0] ?? {})).toEqual(columns)
    expect(people).toEqual(makePeople())
  })

  it('are 600, of four countries and languages', () => {
    expect(people).toHaveLength(600)
    expect(new Set(people.map(person => person['country']))).toEqual(new Set(['GB', 'FR', 'SE', 'DE']))
    expect(new Set(people.map(person => person['language']))).toEqual(new Set(['en', 'fr', 'sv', 'de']))
  })

  it.each(homes)('have no number that could reach anybody, read in %s', home => {
    const reachable = readAll(home).filter(reading => reading.kind === 'ok' && !isForFiction(reading.e164))
    expect(reachable).toEqual([])
  })

  it.each(homes)('read the same in %s as in Great Britain', home => {
    const kinds = (country: string) =>
      readAll(country).map(found => (found.kind === 'ok' ? found.e164 : found.kind))
    expect(kinds(home)).toEqual(kinds('GB'))
  })

  it('hold the faults of real lists', () => {
    const readings = readAll('GB')
    const numbers = readings.flatMap(reading => (reading.kind === 'ok' ? [reading.e164] : []))
    expect({
      missing: count(readings.map(reading => reading.kind === 'missing')),
      invalid: count(readings.map(reading => reading.kind === 'invalid')),
      landlines: count(readings.map(reading => reading.kind === 'ok' && !isTextable(reading.type))),
      duplicates: numbers.length - new Set(numbers).size,
      namesMissing: count(people.map(person => person['first_name'] === '')),
    }).toEqual({ missing: 6, invalid: 12, landlines: 7, duplicates: 25, namesMissing: 15 })
  })
})

describe('the ranges that they are taken from', () => {
  it.each(Object.entries(fictionNumbers))(
    'are kept for fiction in %s',
    (country, { callingCode, mobile, fixed }) => {
      for (const [type, numbers] of [
        ['mobile', mobile],
        ['fixed', fixed],
      ] as const) {
        const wrong = numbers.filter(national => {
          const reading = readPhone(`+${callingCode}${national}`, country)
          return (
            reading.kind !== 'ok' ||
            reading.type !== type ||
            reading.country !== country ||
            !isForFiction(reading.e164)
          )
        })
        expect(wrong).toEqual([])
      }
    },
  )
})
