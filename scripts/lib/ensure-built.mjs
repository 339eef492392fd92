import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs'
import { findCommand, root } from './paths.mjs'
import { runNode } from './project-node.mjs'
import { SetupError, say } from './say.mjs'
import { withSetupLock } from './setup-lock.mjs'

const stampFile = join(root, 'out', '.campanile-built')
const entries = ['src', 'resources', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.json']
const results = [
  'out/main/index.js',
  'out/main/campanile.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
]

/** Builds the application into `out/` where what is there was not built from these sources. */
export async function ensureBuilt() {
  if (isBuilt()) return
  await withSetupLock(async () => {
    if (!isBuilt()) await build()
  })
}

/** Builds whatever is there already; the output of the build is shown only where it fails. */
export async function build() {
  say('building')
  const started = Date.now()
  const wanted = fingerprint(root, entries)
  const { code, output } = await runNode([findCommand('electron-vite'), 'build', '--logLevel', 'warn'], {
    quiet: true,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (code !== 0) throw new SetupError(`the build failed:\n${output.trim()}`)
  writeStamp(stampFile, wanted)
  say(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

function isBuilt() {
  const isComplete = results.every(file => existsSync(join(root, file)))
  return isComplete && readStamp(stampFile) === fingerprint(root, entries)
}
