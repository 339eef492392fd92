import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openWorkspace } from '../../src/main/engine/database/open.ts'
import { loadMigrations } from '../../src/main/engine/database/migrate.ts'
import { runScript } from '../support/run-typescript.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'

function createPath(): string {
  return join(createTemporaryFolder(), 'test.campanile')
}

function refusal(code: string): unknown {
  return expect.objectContaining({ code })
}

describe('a workspace file', () => {
  it('is made where none is, and opened again with what is in it', () => {
    const path = createPath()
    const first = openWorkspace(path)
    first.sql.exec("INSERT INTO settings VALUES ('currency', '\"SEK\"')")
    first.close()
    const again = openWorkspace(path)
    expect(again.sql.prepare('SELECT value FROM settings').pluck().get()).toBe('"SEK"')
    expect(again.sql.pragma('user_version', { simple: true })).toBe(loadMigrations().at(-1)?.number)
    again.close()
  })

  it('of a newer version is refused and not changed', () => {
    const path = createPath()
    openWorkspace(path).close()
    const file = new Sqlite(path)
    file.pragma('user_version = 900')
    file.close()
    const before = readFileSync(path)
    expect(() => openWorkspace(path)).toThrow(refusal('workspace/newer'))
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it.each([
    ['that is a text', Buffer.from('first name,phone\nAnna,0639981234\n')],
    ['of noise', Buffer.from(Array.from({ length: 9000 }, (_, index) => (index * 7919) % 251))],
    [
      'that only begins like a database',
      Buffer.concat([Buffer.from('SQLite format 3\u0000'), Buffer.alloc(4096, 7)]),
    ],
  ])('%s is refused, byte for byte as it was', (_, bytes) => {
    const path = createPath()
    writeFileSync(path, bytes)
    expect(() => openWorkspace(path)).toThrow(refusal('workspace/not-a-workspace'))
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  it('of ours that was cut short is called damaged, and left as it is', () => {
    const path = createPath()
    openWorkspace(path).close()
    const cut = readFileSync(path).subarray(0, 6000)
    writeFileSync(path, cut)
    expect(() => openWorkspace(path)).toThrow(refusal('workspace/damaged-file'))
    expect(readFileSync(path).equals(cut)).toBe(true)
  })

  it('that is the database of another program is refused and not changed', () => {
    const path = createPath()
    const file = new Sqlite(path)
    file.exec('CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (1)')
    file.close()
    const before = readFileSync(path)
    expect(() => openWorkspace(path)).toThrow(refusal('workspace/not-a-workspace'))
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('cannot be made in a folder that is missing, nor where a folder is', () => {
    const folder = createTemporaryFolder()
    expect(() => openWorkspace(join(folder, 'missing', 'a.campanile'))).toThrow(
      refusal('workspace/cannot-open'),
    )
    mkdirSync(join(folder, 'b.campanile'))
    expect(() => openWorkspace(join(folder, 'b.campanile'))).toThrow(refusal('workspace/cannot-open'))
  })
})

describe('a file that may only be read', () => {
  const isRoot = process.getuid?.() === 0
  const nobody = { uid: 65_534, gid: 65_534 }

  // Windows has no such users; there the attribute of the file does the same, which this does not try.
  it.skipIf(process.platform === 'win32')('is refused and not changed', async context => {
    const folder = createTemporaryFolder()
    const path = join(folder, 'test.campanile')
    openWorkspace(path).close()
    chmodSync(path, 0o444)
    chmodSync(folder, 0o777)
    const before = readFileSync(path)
    // Nothing is read-only to root, so root tries as somebody else.
    if (isRoot) chownSync(folder, nobody.uid, nobody.gid)
    const answer = await runScript('workspace-process.ts', [path], isRoot ? nobody : undefined).line()
    if (answer === undefined) context.skip('this machine keeps other users from running the program')
    expect(answer).toBe('workspace/read-only')
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

describe('a workspace that another process has open', () => {
  it('is refused, and free at once when that process is killed', async () => {
    const path = createPath()
    const other = runScript('workspace-process.ts', [path])
    expect(await other.line()).toBe('open')
    expect(() => openWorkspace(path)).toThrow(refusal('workspace/in-use'))
    await other.kill()
    const workspace = openWorkspace(path)
    expect(workspace.sql.pragma('integrity_check', { simple: true })).toBe('ok')

    const third = runScript('workspace-process.ts', [path])
    expect(await third.line()).toBe('workspace/in-use')
    workspace.sql.exec("INSERT INTO settings VALUES ('a', '1')")
    workspace.close()
    const fourth = runScript('workspace-process.ts', [path])
    expect(await fourth.line()).toBe('open')
  })

  it('is refused to a second opening in the same process as well', () => {
    const path = createPath()
    const workspace = openWorkspace(path)
    expect(() => openWorkspace(path)).toThrow(refusal('workspace/in-use'))
    workspace.sql.exec("INSERT INTO settings VALUES ('a', '1')")
    workspace.close()
    openWorkspace(path).close()
  })
})
