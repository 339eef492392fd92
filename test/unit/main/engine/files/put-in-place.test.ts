import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { putInPlace } from '../../../../../src/main/engine/files/put-in-place.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'campanile-place-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A system that refuses so many times, as Windows does while a scanner reads the file. */
function refusing(code: string, times: number) {
  let tries = 0
  const move: typeof rename = async (from, to) => {
    tries += 1
    if (tries <= times) throw Object.assign(new Error(code), { code })
    await rename(from, to)
  }
  return { move, tries: () => tries }
}

describe('putInPlace', () => {
  const files = () => ({ unfinished: join(folder, 'a.csv.part'), path: join(folder, 'a.csv') })

  it.each(['EPERM', 'EACCES', 'EBUSY'])('waits out a moment of %s and replaces the old file', async code => {
    const { unfinished, path } = files()
    writeFileSync(unfinished, 'new')
    writeFileSync(path, 'old')
    await putInPlace(unfinished, path, refusing(code, 2).move)
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(readdirSync(folder)).toEqual(['a.csv'])
  })

  it('says so where the file stays in use', async () => {
    const { unfinished, path } = files()
    writeFileSync(unfinished, 'new')
    const system = refusing('EBUSY', Number.POSITIVE_INFINITY)
    await expect(putInPlace(unfinished, path, system.move)).rejects.toMatchObject({ code: 'EBUSY' })
    expect(system.tries()).toBeGreaterThan(1)
  })

  it('does not wait for what no time mends', async () => {
    const { unfinished, path } = files()
    const system = refusing('ENOSPC', 1)
    await expect(putInPlace(unfinished, path, system.move)).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(system.tries()).toBe(1)
  })
})
