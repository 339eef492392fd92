import { describe, expect, it } from 'vitest'
import { createLeaving } from '../../../../src/main/desktop/leaving.ts'

/** A program whose quitting is noted. */
function makeProgram(isSending: () => Promise<boolean>, answers: boolean[] = []) {
  const done: string[] = []
  const leaving = createLeaving({
    isSending,
    ask: () => {
      done.push('asked')
      return Promise.resolve(answers.shift() ?? false)
    },
    quit: () => void done.push('quit'),
  })
  return { leaving, done }
}

const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

describe('leaving', () => {
  it('asks nothing while nothing is sent', async () => {
    const { leaving, done } = makeProgram(() => Promise.resolve(false))
    expect(leaving.mayLeave()).toBe(false)
    await settle()
    expect(done).toEqual(['quit'])
    expect(leaving.mayLeave()).toBe(true)
  })

  it('stays where messages leave and the person wants to keep sending, and asks again the next time', async () => {
    const { leaving, done } = makeProgram(() => Promise.resolve(true), [false, true])
    expect(leaving.mayLeave()).toBe(false)
    await settle()
    expect(done).toEqual(['asked'])
    expect(leaving.isDecided).toBe(false)
    expect(leaving.mayLeave()).toBe(false)
    await settle()
    expect(done).toEqual(['asked', 'asked', 'quit'])
    expect(leaving.isDecided).toBe(true)
  })

  it('asks once, however often somebody tries meanwhile', async () => {
    const { leaving, done } = makeProgram(() => Promise.resolve(true), [true])
    expect([leaving.mayLeave(), leaving.mayLeave(), leaving.mayLeave()]).toEqual([false, false, false])
    await settle()
    expect(done).toEqual(['asked', 'quit'])
  })

  it('lets a person go whose engine does not answer', async () => {
    const { leaving, done } = makeProgram(() => Promise.reject(new Error('it is gone')))
    leaving.mayLeave()
    await settle()
    expect(done).toEqual(['quit'])
  })

  it('asks nobody while the machine is shut down, also where a question is open', async () => {
    let answer: (wants: boolean) => void = () => {}
    const done: string[] = []
    const leaving = createLeaving({
      isSending: () => Promise.resolve(true),
      ask: () => new Promise(resolve => (answer = resolve)),
      quit: () => void done.push('quit'),
    })
    leaving.mayLeave()
    await settle()
    leaving.leaveNow()
    expect(leaving.mayLeave()).toBe(true)
    answer(false)
    await settle()
    expect(leaving.isDecided).toBe(true)
    expect(done).toEqual(['quit'])
  })

  it('asks anew after a window stayed because something in it was not saved', async () => {
    const { leaving, done } = makeProgram(() => Promise.resolve(false))
    leaving.mayLeave()
    await settle()
    leaving.stay()
    expect(leaving.isDecided).toBe(false)
    expect(leaving.mayLeave()).toBe(false)
    await settle()
    expect(done).toEqual(['quit', 'quit'])
  })
})
