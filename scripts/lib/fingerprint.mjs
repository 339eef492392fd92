import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/**
 * A hash over the names and contents of files and folders; a missing one counts as missing, not as an error.
 * Contents rather than times, because a checkout changes times and not what is built.
 * @param {string} root
 * @param {readonly string[]} entries relative to the root
 */
export function fingerprint(root, entries) {
  const hash = createHash('sha256')
  for (const file of entries.flatMap(entry => listFiles(join(root, entry))).sort()) {
    hash.update(relative(root, file).split(sep).join('/'))
    hash.update('\0')
    hash.update(readFileSync(file))
    hash.update('\0')
  }
  return hash.digest('hex')
}

/**
 * The fingerprint that a step left behind when it last succeeded.
 * @param {string} file
 */
export function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

/**
 * @param {string} file
 * @param {string} value
 */
export function writeStamp(file, value) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${value}\n`)
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return []
  if (!stat.isDirectory()) return [path]
  return readdirSync(path).flatMap(name => listFiles(join(path, name)))
}
