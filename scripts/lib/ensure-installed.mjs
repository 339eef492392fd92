import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, sep } from 'node:path'
import { findNpm } from './find-npm.mjs'
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs'
import { isInstalledAsLocked } from './installed-state.mjs'
import { root } from './paths.mjs'
import { findProjectNode, hasOwnNode, withProjectPath } from './project-node.mjs'
import { runProcess } from './run-process.mjs'
import { SetupError, say } from './say.mjs'
import { withSetupLock } from './setup-lock.mjs'

const modules = join(root, 'node_modules')
const stampFile = join(modules, '.campanile-installed')
const asideFolder = join(root, 'out', 'aside')

/** Installs from the lockfile where node_modules is missing or not what the lockfile says. */
export async function ensureInstalled() {
  const wanted = fingerprint(root, ['package-lock.json'])
  if (readStamp(stampFile) === wanted && findProjectNode()) return
  await withSetupLock(async () => {
    if (readStamp(stampFile) !== wanted) {
      if (!isInstalledAsLocked(root)) await install()
      if (!hasOwnNode()) await fetchNode()
      writeStamp(stampFile, wanted)
    }
    if (!findProjectNode()) await fetchNode()
  })
}

async function install() {
  const isThere = existsSync(modules)
  say(isThere ? 'node_modules is not what the lockfile says; installing' : 'installing from the lockfile')
  setRunningNodeAside()
  const started = Date.now()
  const { code, output } = await runNpm([
    'ci',
    // Also where the environment says that this is production.
    '--include=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  if (code !== 0) throw new SetupError(explainFailure(output))
  say(`installed in ${Math.round((Date.now() - started) / 1000)} s`)
}

/** No package but `node` needs its install script, so the others' never run; this one fetches the executable. */
async function fetchNode() {
  say('fetching the Node that this project runs on')
  const { output } = await runNpm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
  if (hasOwnNode()) return
  if (findProjectNode()) return say('it could not be fetched; going on with the Node of this machine')
  process.stderr.write(output)
  throw new SetupError(
    `Node 24 could not be fetched and this one is ${process.version}: connect and run the same command again, or install Node 24`,
  )
}

/** @param {readonly string[]} args */
async function runNpm(args) {
  const node = process.env['npm_node_execpath'] ?? process.execPath
  const npm = findNpm(process.env, existsSync(node) ? node : process.execPath)
  if (!npm)
    throw new SetupError('npm was not found beside node nor on the path: install it and run this again')
  const runner = existsSync(node) && !isInModules(node) ? node : process.execPath
  return runProcess(runner, [npm, ...args], {
    cwd: root,
    quiet: true,
    env: withProjectPath(process.env, runner),
  })
}

/**
 * `npm run` puts the installed Node first, so this very process may be it. Windows refuses to delete a running
 * program but lets it be renamed.
 */
function setRunningNodeAside() {
  rmSync(asideFolder, { recursive: true, force: true, maxRetries: 0 })
  if (process.platform !== 'win32' || !isInModules(process.execPath)) return
  mkdirSync(asideFolder, { recursive: true })
  const copies = [process.execPath, ...findPackedNodes()]
  for (const [index, file] of copies.entries())
    renameSync(file, join(asideFolder, `node-${process.pid}-${index}.exe`))
}

/** The files that the install script of `node` links its executable to. */
function findPackedNodes() {
  const folder = join(modules, 'node', 'node_modules')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .map(name => join(folder, name, 'bin', 'node.exe'))
    .filter(file => existsSync(file))
}

/** @param {string} file */
function isInModules(file) {
  return file.startsWith(modules + sep)
}

/** @param {string} output what npm said */
function explainFailure(output) {
  const code = /npm (?:error|ERR!) code (\w+)/.exec(output)?.[1]
  if (code && ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ETIMEDOUT', 'ECONNRESET'].includes(code)) {
    return `installing failed: no connection to the package registry (${code}); connect and run the same command again`
  }
  if (code === 'ENOSPC') return 'installing failed: the disk is full'
  const told = output.split('\n').filter(line => /^npm (?:error|ERR!) \S/.test(line))
  return `installing failed:\n${(told.length > 0 ? told : output.split('\n')).slice(0, 12).join('\n')}`
}
