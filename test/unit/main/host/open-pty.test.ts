import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openSerial } from '../../../../src/main/engine/serial.ts'
import { openOwnPty } from '../../../../src/main/host/open-own-pty.ts'
import { openPty } from '../../../../src/main/host/open-pty.ts'
import { openScriptPty } from '../../../../src/main/host/open-script-pty.ts'
import type { OpenPty } from '../../../../src/main/host/pty.ts'
import { runScript } from '../../../support/run-typescript.ts'

const million = 1_000_000
/** Every octet there is, in an order that a swap or a gap would spoil. */
const many = Buffer.from(
  Uint8Array.from({ length: million }, (_, index) => (index * 7 + (index >> 8)) & 0xff),
)

/** A cable, and the port at its other end. */
async function plugIn(open: OpenPty) {
  const { path, stream } = await open()
  onTestFinished(() => void stream.destroy())
  const port = await openSerial(path)
  onTestFinished(() => void port.destroy())
  return { path, stream, port }
}

async function readFrom(stream: Duplex, length: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let has = 0
  const isThere = Promise.withResolvers<void>()
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    has += chunk.length
    if (has >= length) isThere.resolve()
  })
  await isThere.promise
  return Buffer.concat(chunks)
}

const ways = [
  ['that this program holds itself', openOwnPty, 'own'],
  ['that `script` holds', openScriptPty, 'script'],
] as const

// Windows has no pseudo terminals.
describe.skipIf(process.platform === 'win32').each(ways)('A terminal %s', (_what, open, name) => {
  test('carries every octet both ways, in order, however many', async () => {
    const { stream, port } = await plugIn(open)
    const there = readFrom(port, million)
    const back = readFrom(stream, million)
    stream.write(many)
    port.write(many)
    expect((await there).equals(many)).toBe(true)
    expect((await back).equals(many)).toBe(true)
  })

  test('keeps what nobody reads yet, and holds nobody up meanwhile', async () => {
    const { stream, port } = await plugIn(open)
    expect(stream.write(many)).toBe(false)
    for (let count = 0; count < 100; count++) await nextTurn()
    expect((await readFrom(port, million)).equals(many)).toBe(true)
  })

  test('hangs up when it is destroyed, and is gone', async () => {
    const { path, stream, port } = await plugIn(open)
    const closed = once(port, 'close')
    port.resume()
    stream.destroy()
    await closed
    await expect.poll(() => existsSync(path)).toBe(false)
  })

  test('can be destroyed while it is full', async () => {
    const { stream, port } = await plugIn(open)
    stream.write(many)
    stream.write('more')
    const closed = once(port, 'close')
    // It may fail as well: what was to be written is lost.
    const ended = new Promise(resolve => stream.once('close', resolve))
    stream.destroy()
    port.resume()
    await Promise.all([closed, ended])
  })

  test('outlives whoever opened its port, for the next one', async () => {
    const { path, stream, port } = await plugIn(open)
    const closed = once(port, 'close')
    port.destroy()
    await closed
    const next = await openSerial(path)
    onTestFinished(() => void next.destroy())
    stream.write('hello')
    expect(String(await readFrom(next, 5))).toBe('hello')
  })

  test('is gone when the process is killed', async () => {
    const holder = runScript('pty-process.ts', [name])
    const path = (await holder.line()) ?? ''
    const port = await openSerial(path)
    const closed = once(port, 'close')
    port.resume()
    await holder.kill()
    await closed
  })

  test('is one of many, each with its own octets', async () => {
    const cables = await Promise.all(Array.from({ length: 32 }, () => plugIn(open)))
    expect(new Set(cables.map(({ path }) => path)).size).toBe(32)
    for (const [index, { stream, port }] of cables.entries()) {
      stream.write(`there ${index}\n`)
      port.write(`back ${index}\n`)
    }
    for (const [index, { stream, port }] of cables.entries()) {
      expect(String(await readFrom(port, `there ${index}\n`.length))).toBe(`there ${index}\n`)
      expect(String(await readFrom(stream, `back ${index}\n`.length))).toBe(`back ${index}\n`)
    }
  })
})

describe.skipIf(process.platform === 'win32')('Opening a terminal', () => {
  const refuse: OpenPty = async () => Promise.reject(new Error('not here'))

  test('goes the second way where the first is closed', async () => {
    const { path, stream } = await openPty([refuse, openScriptPty])
    onTestFinished(() => void stream.destroy())
    expect(path).toMatch(/^\/dev\//)
  })

  test('says so where there is no way', async () => {
    await expect(openPty([refuse, refuse])).rejects.toThrow('this system has no pseudo terminals')
  })
})
