import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextChunk } from '../../../../../src/main/engine/people/imports/decode-text.ts'
import { createQuotedReader } from '../../../../../src/main/engine/people/imports/quoted-records.ts'
import { readRecords } from '../../../../../src/main/engine/people/imports/read-records.ts'

type Records = { cells: string[]; line: number }[]

/** Gives a text in pieces that end at the given places. */
async function* inPieces(text: string, cuts: readonly number[]): AsyncGenerator<TextChunk> {
  let start = 0
  for (const end of [...cuts.map(cut => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length]) {
    yield { bytes: Buffer.from(text.slice(start, end)), read: end }
    start = end
  }
}

async function read(text: string, cuts: readonly number[] = []): Promise<Records> {
  const records: Records = []
  await readRecords(inPieces(text, cuts), ',', {
    take: (cells, line) => void records.push({ cells, line }),
    pause: () => true,
  })
  return records
}

/** What the parser alone makes of a text. */
async function readParsed(text: string): Promise<Records> {
  const records: Records = []
  const reader = createQuotedReader(
    { delimiter: ',', start: 0 },
    (cells, line) => void records.push({ cells, line }),
  )
  await reader.write(Buffer.from(text))
  await reader.end()
  return records
}

describe('records', () => {
  it('end with any line break, wherever the text is cut', async () => {
    const text = 'a,b\r\nc,d\ne,f\rg,h'
    const whole = await read(text)
    expect(whole.map(record => record.cells.join())).toEqual(['a,b', 'c,d', 'e,f', 'g,h'])
    for (let cut = 0; cut <= text.length; cut++) expect(await read(text, [cut])).toEqual(whole)
  })

  it('know the line on which they end, also behind a quotation mark', async () => {
    expect(await read('a\n\nb\n"c\nd",x\ne\n')).toEqual([
      { cells: ['a'], line: 1 },
      { cells: ['b'], line: 3 },
      { cells: ['c\nd', 'x'], line: 5 },
      { cells: ['e'], line: 6 },
    ])
  })

  it('are the same whether plain text is cut or parsed', async () => {
    const unit = fc.constantFrom('a', 'é', '😀', ',', ',', '\n', '\r', '\r\n', ' ', '\t')
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit, maxLength: 40 }),
        fc.array(fc.nat(40), { maxLength: 4 }),
        async (text, cuts) => {
          const wellFormed = cuts.filter(
            cut => !/[\ud800-\udbff]$/.test(text.slice(0, cut % (text.length + 1))),
          )
          expect(await read(text, wellFormed)).toEqual(await readParsed(text))
        },
      ),
      { numRuns: 400 },
    )
  })

  it('are the same wherever text with quotation marks is cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n'), maxLength: 6 })
    const row = fc.array(cell, { minLength: 1, maxLength: 3 })
    const write = (cells: string[]): string => cells.map(text => `"${text.replaceAll('"', '""')}"`).join(',')
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 5 }),
        fc.array(fc.nat(60), { maxLength: 3 }),
        async (rows, cuts) => {
          const text = `x,y\n${rows.map(cells => `${write(cells)}\n`).join('')}`
          const records = await read(text, cuts)
          expect(records.map(record => record.cells)).toEqual([['x', 'y'], ...rows])
        },
      ),
      { numRuns: 200 },
    )
  })
})
