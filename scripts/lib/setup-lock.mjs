import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from './paths.mjs'
import { say } from './say.mjs'

const LOOK_AGAIN_MS = 300

/**
 * Runs one set-up at a time for a folder: two commands started together must not install over each other. The lock
 * of a process that is gone counts for nothing.
 * @template T
 * @param {() => Promise<T>} run
 * @param {string} [file]
 * @returns {Promise<T>}
 */
export async function withSetupLock(run, file = lockFileOf(root)) {
  let told = false
  while (!take(file)) {
    if (!told) say('another command is setting up; waiting for it')
    told = true
    await wait(LOOK_AGAIN_MS)
  }
  try {
    return await run()
  } finally {
    rmSync(file, { force: true })
  }
}

/** @param {string} folder */
function lockFileOf(folder) {
  return join(
    tmpdir(),
    `campanile-setup-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.lock`,
  )
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    // A folder that takes no lock file is no reason not to work.
    if (!hasCode(error, 'EEXIST')) return true
    if (!isHolderAlive(file)) rmSync(file, { force: true })
    return false
  }
}

/** @param {string} file */
function isHolderAlive(file) {
  try {
    const holder = Number(readFileSync(file, 'utf8'))
    if (!holder) return true
    process.kill(holder, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code
}
