import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { startSimulator } from './support/simulator.ts'

// Windows has no pseudo terminals, nor interrupts for others.
describe.skipIf(process.platform === 'win32')('A simulator of the command line', () => {
  it('ends with its first interrupt, though its input stays open, and leaves no link behind', async () => {
    const link = join(createTemporaryFolder(), 'modem')
    const simulator = await startSimulator(link)
    onTestFinished(() => simulator.stop())
    expect(existsSync(link)).toBe(true)
    const ended = once(simulator.process, 'exit')
    simulator.process.kill('SIGINT')
    expect(await ended).toEqual([0, null])
    expect(existsSync(link)).toBe(false)
  })
})
