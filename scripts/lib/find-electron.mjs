import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'
import { runNode } from './project-node.mjs'
import { say } from './say.mjs'

const folder = join(root, 'node_modules', 'electron')
/** Electron comes from here unless a mirror is set; one short request tells whether a download can begin. */
const SOURCE = 'https://github.com/electron/electron/releases'
const PROBE_MS = 5_000
const DOWNLOAD_MS = 10 * 60_000

/**
 * Electron's executable, fetched by its own installer where it is not there yet; or why there is none.
 * @returns {Promise<{ path: string } | { missing: string }>}
 */
export async function findElectron() {
  const obstacle = findObstacle(process.env, process.platform, process.getuid?.())
  if (obstacle) return { missing: obstacle }
  const installed = readElectronPath()
  if (installed) return { path: installed }
  if (!(await canReach(process.env['ELECTRON_MIRROR'] ?? SOURCE))) {
    return { missing: 'its program is not installed and cannot be downloaded from here' }
  }
  say('fetching Electron (once, about 120 MB)')
  await runNode([join(folder, 'install.js')], { quiet: true, timeoutMs: DOWNLOAD_MS })
  const fetched = readElectronPath()
  return fetched ? { path: fetched } : { missing: 'its program could not be downloaded' }
}

/**
 * What keeps a window from opening at all.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {number | undefined} userId
 */
export function findObstacle(env, platform, userId) {
  if (platform === 'win32' || platform === 'darwin') return undefined
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'there is no display'
  return userId === 0 ? 'it does not run as root' : undefined
}

function readElectronPath() {
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(executable) ? executable : undefined
}

/** @param {string} url */
async function canReach(url) {
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })
    return true
  } catch {
    return false
  }
}
