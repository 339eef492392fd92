import { ensureBuilt } from '../lib/ensure-built.mjs'
import { findElectron } from '../lib/find-electron.mjs'
import { root } from '../lib/paths.mjs'
import { runCampanile } from './campanile.mjs'
import { runProcess } from '../lib/run-process.mjs'
import { say } from '../lib/say.mjs'

/** An Electron that ends this soon with an error did not open at all. */
const OPENING_MS = 8_000

/**
 * Opens the desktop application; where Electron cannot run, serves the same application to a browser.
 * @param {readonly string[]} args
 */
export async function start(args) {
  await ensureBuilt()
  const electron = await findElectron()
  if ('missing' in electron) return serve(electron.missing, args)
  say('opening the window')
  const opened = Date.now()
  const { code } = await runProcess(electron.path, [root, ...withSample(args)], { cwd: root })
  const didOpen = code === 0 || code === 130 || code === 143 || Date.now() - opened > OPENING_MS
  return didOpen ? code : serve(`it ended at once (${code})`, args)
}

/**
 * @param {string} reason
 * @param {readonly string[]} args
 */
function serve(reason, args) {
  say(`Electron cannot open a window here: ${reason}. Serving the application to your browser instead.`)
  return runCampanile(['serve', '--open', ...withSample(args)])
}

/**
 * A newcomer finds people and a workflow to try; a workspace that is named is left as it is.
 * @param {readonly string[]} args
 */
function withSample(args) {
  return args.some(each => each.startsWith('--workspace')) ? args : ['--sample', ...args]
}
