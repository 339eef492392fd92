import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import type { Part } from '../../../../../../../src/main/engine/people/imports/workbook/open-package.ts'
import { readSharedStrings } from '../../../../../../../src/main/engine/people/imports/workbook/shared-strings.ts'
import { createSeededRandom } from '../../../../../../support/seeded-random.ts'

/** A part with so many strings, handed over in pieces; tells how many of those were read. */
function partOf(count: number, write = (index: number): string => `text ${index}`) {
  const items = Array.from({ length: count }, (_, index) => `<si><t>${write(index)}</t></si>`)
  const bytes = Buffer.from(`<sst>${items.join('')}</sst>`)
  const read = { bytes: 0 }
  const part: Part = {
    path: 'xl/sharedStrings.xml',
    bytes: bytes.length,
    packedBytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += 65_536) {
        read.bytes += 65_536
        yield bytes.subarray(at, at + 65_536)
      }
    },
  }
  return { part, read }
}

describe('shared strings', () => {
  it('are found wherever they are, also when they are more than stay in memory', async () => {
    const long = 'x'.repeat(200)
    const { part } = partOf(40_000, index => `${index} ${long}`)
    const strings = await readSharedStrings('list.xlsx', part)
    const random = createSeededRandom()
    for (let look = 0; look < 3000; look++) {
      const index = random.integer(40_000)
      expect(strings.at(index)).toBe(`${index} ${long}`)
    }
    strings.close()
  })

  it('are read no further than needed', async () => {
    const { part, read } = partOf(200_000)
    const strings = await readSharedStrings('list.xlsx', part, { last: 100 })
    expect(strings.at(100)).toBe('text 100')
    expect(read.bytes).toBeLessThan(part.bytes / 10)
    strings.close()
  })

  it('are empty where there are none', async () => {
    const strings = await readSharedStrings('list.xlsx', undefined)
    expect([strings.at(0), strings.at(-1), strings.at(Number.NaN)]).toEqual(['', '', ''])
    strings.close()
  })
})
