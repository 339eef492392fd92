import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findNpm } from '../../../scripts/lib/find-npm.mjs'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'npm-'))
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

function plant(...path: string[]): string {
  const file = join(root, ...path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  return file
}

describe('npm is found', () => {
  it('where it says itself that it is', () => {
    const npm = plant('here', 'npm-cli.js')
    expect(findNpm({ npm_execpath: npm }, join(root, 'node'))).toBe(npm)
  })

  it('beside node.exe, as on Windows', () => {
    const npm = plant('nodejs', 'node_modules', 'npm', 'bin', 'npm-cli.js')
    expect(findNpm({}, join(root, 'nodejs', 'node.exe'))).toBe(npm)
  })

  it('in the library folder, as on macOS and Linux', () => {
    const npm = plant('lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
    expect(findNpm({}, join(root, 'bin', 'node'))).toBe(npm)
  })

  it('on the path', () => {
    const npm = plant('other', 'node_modules', 'npm', 'bin', 'npm-cli.js')
    expect(findNpm({ Path: join(root, 'other') }, join(root, 'bin', 'node'))).toBe(npm)
  })

  it('not in another package manager', () => {
    expect(findNpm({ npm_execpath: plant('yarn.js'), PATH: '' }, join(root, 'bin', 'node'))).toBeUndefined()
  })
})
