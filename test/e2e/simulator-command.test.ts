import { closeSync, constants, existsSync, openSync, readSync } from 'node:fs'
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

  it('takes its port away when it is killed, so that nobody waits for an answer', async () => {
    const link = join(createTemporaryFolder(), 'modem')
    const simulator = await startSimulator(link)
    onTestFinished(() => simulator.stop())
    const port = openSync(link, constants.O_RDONLY | constants.O_NOCTTY | constants.O_NONBLOCK)
    onTestFinished(() => closeSync(port))
    expect(stateOf(port)).toBe('open')
    simulator.process.kill('SIGKILL')
    await expect.poll(() => stateOf(port)).toBe('gone')
  })
})

/** A terminal without its other end has nothing more to say, or fails. */
function stateOf(port: number): 'open' | 'gone' {
  try {
    return readSync(port, Buffer.alloc(64)) > 0 ? 'open' : 'gone'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 'open' : 'gone'
  }
}
