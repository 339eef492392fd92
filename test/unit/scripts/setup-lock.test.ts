import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withSetupLock } from '../../../scripts/lib/setup-lock.mjs'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  file = join(folder, 'setup.lock')
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('the lock of the set-up', () => {
  it('lets one run at a time', async () => {
    const order: string[] = []
    const work = (name: string) => async () => {
      order.push(`${name} begins`)
      await new Promise(resolve => setImmediate(resolve))
      order.push(`${name} ends`)
    }
    await Promise.all([withSetupLock(work('first'), file), withSetupLock(work('second'), file)])
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  })

  it('is given back after a failure', async () => {
    await expect(withSetupLock(() => Promise.reject(new Error('no')), file)).rejects.toThrow('no')
    expect(existsSync(file)).toBe(false)
  })

  it('does not wait for a process that is gone', async () => {
    writeFileSync(file, '4194304999')
    expect(await withSetupLock(() => Promise.resolve('done'), file)).toBe('done')
  })

  it('works without a lock where none can be written', async () => {
    expect(await withSetupLock(() => Promise.resolve('done'), join(folder, 'none', 'x.lock'))).toBe('done')
  })
})
