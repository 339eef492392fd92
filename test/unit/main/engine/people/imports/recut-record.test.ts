import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRecut } from '../../../../../../src/main/engine/people/imports/recut-record.ts'

describe('a record that is cut by the grammar', () => {
  it.each(['|', ';', '\t', ',', '^', ']', '-'])('has the cells that were written, cut by %j', delimiter => {
    const recut = createRecut(delimiter)
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', delimiter, '\n', ' '), maxLength: 6 })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 4 }), cells => {
        const text = cells.map(each => `"${each.replaceAll('"', '""')}"`).join(delimiter)
        expect(recut(`${text}\r\n`)).toEqual(cells)
      }),
    )
  })

  it('may have spaces around quotation marks', () => {
    expect(createRecut(',')(' "a, b" ,  c , "d"\t')).toEqual(['a, b', '  c ', 'd'])
    expect(createRecut('\t')(' "a" \tb')).toEqual(['a', 'b'])
  })

  it('is none where text follows a closing mark', () => {
    const recut = createRecut(',')
    for (const text of ['"a"b,c', '"a "b" c",d', 'x,"a" b', '"a']) expect(recut(text)).toBeUndefined()
  })

  it('takes no longer for a mark that is never closed', () => {
    expect(createRecut(',')(`"${'a""'.repeat(200_000)}x`)).toBeUndefined()
  })
})
