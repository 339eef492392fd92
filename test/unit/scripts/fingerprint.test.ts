import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint, readStamp, writeStamp } from '../../../scripts/lib/fingerprint.mjs'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fingerprint-'))
  mkdirSync(join(root, 'src', 'deep'), { recursive: true })
  writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'one')
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

describe('fingerprint', () => {
  it('stays while only times change', () => {
    const before = fingerprint(root, ['src'])
    utimesSync(join(root, 'src', 'deep', 'a.ts'), 1, 1)
    expect(fingerprint(root, ['src'])).toBe(before)
  })

  it.each([
    ['a content changes', () => writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'two')],
    ['a file is added', () => writeFileSync(join(root, 'src', 'b.ts'), '')],
    [
      'a file is renamed',
      () => {
        rmSync(join(root, 'src', 'deep', 'a.ts'))
        writeFileSync(join(root, 'src', 'deep', 'b.ts'), 'one')
      },
    ],
  ])('changes when %s', (_what, change) => {
    const before = fingerprint(root, ['src'])
    change()
    expect(fingerprint(root, ['src'])).not.toBe(before)
  })

  it('takes a missing file for an empty one', () => {
    expect(fingerprint(root, ['src', 'none.json'])).toBe(fingerprint(root, ['src']))
  })
})

describe('a stamp', () => {
  it('is read as written, and is undefined before', () => {
    const file = join(root, 'out', 'stamp')
    expect(readStamp(file)).toBeUndefined()
    writeStamp(file, 'abc')
    expect(readStamp(file)).toBe('abc')
  })
})
