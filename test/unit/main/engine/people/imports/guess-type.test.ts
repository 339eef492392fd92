import { describe, expect, it } from 'vitest'
import { guessType, type GuessedType } from '../../../../../../src/main/engine/people/imports/guess-type.ts'

const times = (count: number, values: readonly string[]): string[] =>
  Array.from({ length: count }, () => values).flat()

describe('the type of a column', () => {
  it.each<[string, readonly string[], GuessedType]>([
    ['nothing', ['', ' '], { type: 'text' }],
    ['words', ['Lyon', 'Nice'], { type: 'text' }],
    ['yes and no in several languages', ['ja', 'Non', 'TRUE'], { type: 'boolean' }],
    ['ones and zeros, which are numbers', ['1', '0'], { type: 'number' }],
    ['dates with the year first', ['1985-03-12', '1990/12/01'], { type: 'date' }],
    [
      'dates whose day is above twelve',
      ['03/04/1985', '13/04/1985'],
      { type: 'date', dateOrder: 'day-month' },
    ],
    ['dates whose month comes first', ['03/04/1985', '04/13/1985'], { type: 'date', dateOrder: 'month-day' }],
    ['dates that leave it open', ['03/04/1985'], { type: 'date', dateOrder: 'day-month' }],
    ['days that are no date in either order', ['13/04/1985', '04/13/1985'], { type: 'text' }],
    ['whole numbers', ['12', '-3'], { type: 'number' }],
    ['numbers with a point', ['1.5', '2'], { type: 'number', decimal: 'point' }],
    ['numbers with a comma', ['1,5', '1.234,50'], { type: 'number', decimal: 'comma' }],
    ['numbers that leave it open', ['1.234'], { type: 'number', decimal: 'comma' }],
    ['postal codes', ['01067', '75001'], { type: 'text' }],
    ['a few values again and again', times(8, ['Gold', 'silver', 'GOLD']), { type: 'choice' }],
    ['a few values, of few people', times(2, ['Gold', 'Silver']), { type: 'text' }],
    ['lists', ['Dutch;Greek', 'Dutch', 'Greek; Finnish'], { type: 'list', separator: ';' }],
    ['lists with bars', ['a|b', 'b|c'], { type: 'list', separator: '|' }],
    ['lists with commas', times(3, ['red, blue', 'blue, green', 'red']), { type: 'list', separator: ',' }],
    ['addresses with commas', ['1 Rue A, Lyon', '2 Rue B, Nice', '3 Rue C, Metz'], { type: 'text' }],
    [
      'sentences',
      ['Call first; then write a long letter to the family at home', 'No; never'],
      { type: 'text' },
    ],
  ])('is guessed from %s', (_, values, type) => {
    expect(guessType(values, { label: 'Column', country: 'FR' })).toEqual(type)
  })

  it('goes by the country where values leave it open', () => {
    expect(guessType(['03/04/1985'], { label: 'Seen', country: 'US' })).toEqual({
      type: 'date',
      dateOrder: 'month-day',
    })
    expect(guessType(['1.234'], { label: 'Points', country: 'GB' })).toEqual({
      type: 'number',
      decimal: 'point',
    })
    expect(guessType(['03.04.1985'], { label: 'Seen', country: 'US' }).dateOrder).toBe('day-month')
  })

  it('is a date in a column that is called so, although a few are none', () => {
    const values = [...Array.from({ length: 20 }, (_, year) => `13/04/${1980 + year}`), 'unknown']
    expect(guessType(values, { label: 'Date de naissance', country: 'FR' })).toEqual({
      type: 'date',
      dateOrder: 'day-month',
    })
    expect(guessType(values, { label: 'Note', country: 'FR' })).toEqual({ type: 'text' })
  })
})
