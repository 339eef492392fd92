import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { UserError } from '../../../src/shared/errors.ts'
import { channelPair, connect, push, serve, type Handlers } from '../../../src/shared/rpc.ts'

const contract = {
  calls: {
    'sum.add': { input: z.object({ left: z.number(), right: z.number().default(1) }), output: z.number() },
    'sum.fail': { input: z.object({}), output: z.number() },
    'sum.crash': { input: z.object({}), output: z.number() },
    'sum.stuck': { input: z.object({}), output: z.any() },
  },
  pushes: { 'sum.added': z.object({ total: z.number() }) },
} as const

function open() {
  const [near, far] = channelPair()
  const bugs: unknown[] = []
  const handlers: Handlers<typeof contract> = {
    'sum.add': ({ left, right }) => left + right,
    'sum.fail': () => {
      throw new UserError('line/not-found', { limit: 3 })
    },
    'sum.crash': () => {
      throw new Error('secret detail')
    },
    'sum.stuck': () => () => 'a function cannot be cloned',
  }
  serve(far, {
    contract,
    handlers,
    observer: {
      now: () => 0,
      failed: (_, error) => {
        bugs.push(error)
        return 'ref1'
      },
    },
  })
  return { client: connect(near, contract), far, near, bugs }
}

describe('the typed channel', () => {
  it('answers a call with the handler’s output, defaults filled in', async () => {
    const { client } = open()
    await expect(client.call('sum.add', { left: 2 })).resolves.toBe(3)
  })

  it('keeps answers with their own calls when several are under way', async () => {
    const { client } = open()
    const sums = await Promise.all([1, 2, 3].map(left => client.call('sum.add', { left, right: 10 })))
    expect(sums).toEqual([11, 12, 13])
  })

  it('refuses input that does not fit the schema before a handler sees it', async () => {
    const { client } = open()
    const wrong = { left: 'two' } as unknown as { left: number }
    await expect(client.call('sum.add', wrong)).rejects.toMatchObject({ code: 'contract/invalid-input' })
  })

  it('refuses a call that the contract does not know, also one named like a property of objects', async () => {
    const { client } = open()
    for (const name of ['sum.subtract', 'constructor', 'toString']) {
      const call = client.call(name as 'sum.add', { left: 1 })
      await expect(call).rejects.toMatchObject({ code: 'contract/unknown-call' })
    }
  })

  it('carries a user error across with its code and data', async () => {
    const { client } = open()
    await expect(client.call('sum.fail', {})).rejects.toMatchObject({
      code: 'line/not-found',
      data: { limit: 3 },
    })
  })

  it('shows a bug as one reference and tells the details only to the observer', async () => {
    const { client, bugs } = open()
    const failure = await client.call('sum.crash', {}).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'engine/bug', data: { reference: 'ref1' } })
    expect(JSON.stringify(failure)).not.toContain('secret detail')
    expect(bugs).toHaveLength(1)
  })

  it('still answers when the output cannot be cloned', async () => {
    const { client } = open()
    await expect(client.call('sum.stuck', {})).rejects.toMatchObject({ code: 'engine/bug' })
  })

  it('hands pushes to every listener until it stops listening', async () => {
    const { client, far } = open()
    const heard: number[] = []
    const stop = client.on('sum.added', ({ total }) => heard.push(total))
    push(far, 'sum.added', { total: 1 })
    await client.call('sum.add', { left: 0 })
    stop()
    push(far, 'sum.added', { total: 2 })
    await client.call('sum.add', { left: 0 })
    expect(heard).toEqual([1])
  })

  it('rejects the calls under way and all later ones when the channel closes', async () => {
    const { client, far } = open()
    const underWay = client.call('sum.add', { left: 1 })
    far.close()
    await expect(underWay).rejects.toMatchObject({ code: 'engine/disconnected' })
    await expect(client.call('sum.add', { left: 1 })).rejects.toMatchObject({ code: 'engine/disconnected' })
  })
})
