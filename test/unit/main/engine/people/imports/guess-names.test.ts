import { expect, it } from 'vitest'
import { guessColumns } from '../../../../../../src/main/engine/people/imports/guess-columns.ts'

const mobiles = ['07700900170', '07700900171', '07700900172']

/** Where the columns of a file with numbers in one of them go. */
function guess(header: string, ...columns: (readonly string[])[]): (string | undefined)[] {
  const samples = columns.map(values => ({ header: values === mobiles ? header : '', values }))
  return guessColumns(samples, [], 'GB').map(target => (target.to === 'field' ? target.field : target.to))
}

it.each<[string, (readonly string[])[], string[]]>([
  ['before the numbers', [['Ann', 'Bob', 'Zoë O’Neil'], mobiles], ['first_name', 'phone']],
  ['behind the numbers', [mobiles, ['Ann Lee', 'Lee, Bob', '李雷']], ['phone', 'first_name']],
  ['also where some have none', [['Ann', '', 'Bob'], mobiles], ['first_name', 'phone']],
  [
    'the first of two',
    [['Ann', 'Bob', 'Cem'], ['Lee', 'Berg', 'Can'], mobiles],
    ['first_name', 'ignore', 'phone'],
  ],
  ['but not addresses', [['1 High Street', 'Mill Lane 2', 'Leeds'], mobiles], ['ignore', 'phone']],
  ['nor sentences', [['Ann', 'calls us back on Monday morning', 'Bob'], mobiles], ['ignore', 'phone']],
  ['nor the same word again and again', [['gold', 'gold', 'gold'], mobiles], ['ignore', 'phone']],
  ['nor addresses of mail', [['ann@example.org', 'b@example.org', ''], mobiles], ['ignore', 'phone']],
])('names beside numbers are found in a file that names no columns: %s', (_, columns, expected) => {
  expect(guess('', ...columns)).toEqual(expected)
})

it('names are not guessed where columns are named', () => {
  expect(guess('Mobile', ['Ann', 'Bob', 'Cem'], mobiles)).toEqual(['ignore', 'phone'])
})
