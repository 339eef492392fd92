import { expect, it } from 'vitest'
import { guessPhones } from '../../../../../../src/main/engine/people/imports/guess-phones.ts'

const mobile = '06 39 98 12 34'

/** The columns with numbers in their order, by their headers; each is filled with mobile numbers. */
function order(...headers: (string | [string, string])[]): string[] {
  const columns = headers.map(each => (typeof each === 'string' ? [each, mobile] : each))
  const samples = columns.map(([header = '', value = '']) => ({ header, values: [value, value] }))
  return guessPhones(samples, 'FR').map(column => columns[column]?.[0] ?? '')
}

it.each<[string, (string | [string, string])[], string[]]>([
  ['mobile ones first', ['Phone', 'Mobile'], ['Mobile', 'Phone']],
  ['by their numbers', ['Phone 2', 'Phone 1', 'Phone3'], ['Phone 1', 'Phone 2', 'Phone3']],
  ['a private one', ['Tél. privé', 'Naam', 'Tel pro'], ['Tél. privé', 'Tel pro']],
  [
    'those of an address book',
    ['Home Phone', 'Mobile Phone', 'Business Phone', 'Home Fax'],
    ['Mobile Phone', 'Home Phone', 'Business Phone'],
  ],
  ['those of contacts', ['Phone 1 - Value', 'Phone 2 - Value'], ['Phone 1 - Value', 'Phone 2 - Value']],
  ['those of parents', ['GSM moeder', 'GSM vader', 'GSM'], ['GSM', 'GSM moeder', 'GSM vader']],
  ['but not one that holds something else', ['Mobile', ['Phone 2', 'see notes']], ['Mobile']],
  ['also one that is empty', ['Mobile', ['Phone 2', '']], ['Mobile', 'Phone 2']],
  ['but not the number of a member', ['Telefoon', ['Nummer', '1234']], ['Telefoon']],
  ['one that is called otherwise, by what it holds', [['Name', 'Anna'], 'How to reach'], ['How to reach']],
  [
    'none where there are none',
    [
      ['Name', 'Anna'],
      ['City', 'Lyon'],
    ],
    [],
  ],
])('columns with numbers are found: %s', (_, headers, expected) => {
  expect(order(...headers)).toEqual(expected)
})
