import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isInstalledAsLocked } from '../../../scripts/lib/installed-state.mjs'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'installed-'))
  mkdirSync(join(root, 'node_modules'))
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

function lock(packages: object): void {
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }))
}

function record(packages: object): void {
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }))
}

describe('node_modules', () => {
  it('is what the lockfile says where every package has its version', () => {
    lock({ 'node_modules/a': { version: '1.0.0' } })
    record({ 'node_modules/a': { version: '1.0.0' } })
    expect(isInstalledAsLocked(root)).toBe(true)
  })

  it('is stale where a version differs', () => {
    lock({ 'node_modules/a': { version: '1.0.1' } })
    record({ 'node_modules/a': { version: '1.0.0' } })
    expect(isInstalledAsLocked(root)).toBe(false)
  })

  it('is stale where a package is missing', () => {
    lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } })
    record({ 'node_modules/a': { version: '1.0.0' } })
    expect(isInstalledAsLocked(root)).toBe(false)
  })

  it('may lack a package for another system', () => {
    lock({
      'node_modules/a': { version: '1.0.0' },
      'node_modules/a-win': { version: '1.0.0', optional: true },
    })
    record({ 'node_modules/a': { version: '1.0.0' } })
    expect(isInstalledAsLocked(root)).toBe(true)
  })

  it('is stale after an installation that was cut off', () => {
    lock({})
    expect(isInstalledAsLocked(root)).toBe(false)
  })
})
