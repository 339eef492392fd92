import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { standInForEngine } from '../../support/fake-engine.ts'

/** Answers that a test gives in an order of its own. */
const waiting: { answer(names: readonly string[]): void; refuse(): void }[] = []
const engine = standInForEngine({
  'deliveries.tags': () =>
    new Promise((resolve, reject) => {
      waiting.push({
        answer: resolve,
        refuse: () => reject({ code: 'delivery/not-found', data: {} }),
      })
    }),
  'lines.list': () => [],
})
const { client } = await import('../../../../src/renderer/host.ts')
const { useFresh } = await import('../../../../src/renderer/parts/fresh/index.ts')

let scope: EffectScope | undefined

function begin() {
  scope = effectScope()
  const fresh = scope.run(() =>
    useFresh(() => client.call('deliveries.tags', {}), { first: [], after: ['campaigns.changed'] }),
  )
  if (!fresh) throw new Error('the scope was over')
  return fresh
}

/** Also what a first connection asks for once more. */
async function answerAll(names: readonly string[]): Promise<void> {
  await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0))
  for (const { answer } of waiting.splice(0)) answer(names)
}

describe('what is kept fresh', () => {
  afterEach(() => {
    scope?.stop()
    waiting.length = 0
  })

  it('is loading until its first answer, and is read again when it changed', async () => {
    const fresh = begin()
    expect(fresh.isLoading.value).toBe(true)
    await answerAll(['summer'])
    await vi.waitFor(() => expect(fresh.value.value).toEqual(['summer']))
    expect(fresh.isLoading.value).toBe(false)

    engine.push('campaigns.changed', {})
    await answerAll(['summer', 'winter'])
    await vi.waitFor(() => expect(fresh.value.value).toEqual(['summer', 'winter']))
  })

  it('keeps what was known where it cannot be read again, and says why', async () => {
    const fresh = begin()
    await answerAll(['summer'])
    await vi.waitFor(() => expect(fresh.isLoading.value).toBe(false))
    void fresh.load()
    await vi.waitFor(() => expect(waiting.length).toBe(1))
    waiting.shift()?.refuse()
    await vi.waitFor(() => expect(fresh.failure.value).toMatchObject({ code: 'delivery/not-found' }))
    expect(fresh.value.value).toEqual(['summer'])
  })

  it('does not show an answer that was overtaken by a later one', async () => {
    const fresh = begin()
    await answerAll(['first'])
    await vi.waitFor(() => expect(fresh.isLoading.value).toBe(false))
    const both = [fresh.load(), fresh.load()]
    await vi.waitFor(() => expect(waiting.length).toBe(2))
    const [early, late] = waiting.splice(0)
    late?.answer(['late'])
    early?.answer(['early'])
    await Promise.all(both)
    expect(fresh.value.value).toEqual(['late'])
  })

  it('listens no more once its scope is over', async () => {
    const fresh = begin()
    await answerAll(['summer'])
    await vi.waitFor(() => expect(fresh.isLoading.value).toBe(false))
    scope?.stop()
    const before = engine.calls.length
    engine.push('campaigns.changed', {})
    await client.call('lines.list', {})
    expect(engine.calls.slice(before).map(({ call }) => call)).toEqual(['lines.list'])
  })
})
