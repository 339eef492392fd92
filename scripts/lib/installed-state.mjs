import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/**
 * True where node_modules holds what the lockfile says, by npm's own record of what it installed; a run of npm that
 * was cut off leaves no such record.
 * @param {string} root
 */
export function isInstalledAsLocked(root) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const locked = readPackages(join(root, 'package-lock.json'))
  const installed = readPackages(record)
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '' || entry.link) return true
    const found = installed[path]
    // Packages for other systems are in the lockfile and not on the disk.
    if (!found) return entry.optional === true || entry.devOptional === true
    return found.version === entry.version
  })
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function readPackages(file) {
  /** @type {Lockfile} */
  const lockfile = JSON.parse(readFileSync(file, 'utf8'))
  return lockfile.packages ?? {}
}
