import { describe, expect, it } from 'vitest'
import { createPageCache, pageSize } from '../../../src/renderer/ui/page-cache.ts'

function numbers(offset: number, limit: number): Promise<readonly number[]> {
  return Promise.resolve(Array.from({ length: limit }, (_, index) => offset + index))
}

const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve))

describe('The page cache of a table', () => {
  it('asks for each page once', async () => {
    const asked: number[] = []
    const cache = createPageCache<number>(() => (offset, limit) => {
      asked.push(offset)
      return numbers(offset, limit)
    })
    cache.fetchMissing([0, 1])
    cache.fetchMissing([1, 2])
    await settled()
    cache.fetchMissing([0])
    expect(asked).toEqual([0, pageSize, 2 * pageSize])
  })

  it('drops an answer to an earlier question', async () => {
    const answers: ((rows: readonly string[]) => void)[] = []
    const cache = createPageCache<string>(() => () => new Promise(resolve => answers.push(resolve)))
    cache.fetchMissing([0])
    cache.renew([0])
    answers[1]?.(['new'])
    answers[0]?.(['old'])
    await settled()
    expect(cache.pages.get(0)).toEqual(['new'])
  })

  it('keeps the old rows while fresh ones are on their way', async () => {
    const cache = createPageCache<number>(() => numbers)
    cache.fetchMissing([0])
    await settled()
    cache.renew([0])
    expect(cache.pages.get(0)?.[0]).toBe(0)
  })

  it('keeps the failure of a page and forgets it when a page arrives', async () => {
    let isBroken = true
    const cache = createPageCache<number>(
      () => (offset, limit) => (isBroken ? Promise.reject(new Error('cut')) : numbers(offset, limit)),
    )
    cache.fetchMissing([0])
    await settled()
    expect(cache.failure.value).toBeInstanceOf(Error)
    isBroken = false
    cache.renew([0])
    await settled()
    expect(cache.failure.value).toBeUndefined()
  })

  it('holds a bounded number of pages, the nearest ones', async () => {
    const cache = createPageCache<number>(() => numbers)
    for (let page = 0; page < 60; page += 1) {
      cache.fetchMissing([page])
      await settled()
    }
    expect(cache.pages.size).toBe(40)
    expect(cache.pages.has(59)).toBe(true)
    expect(cache.pages.has(0)).toBe(false)
  })
})
