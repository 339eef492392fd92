import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/**
 * The JavaScript file of npm, to be run with node itself: on Windows a `npm.cmd` cannot be started without a shell.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} node the executable that npm came with
 * @returns {string | undefined}
 */
export function findNpm(env, node) {
  const given = env['npm_execpath']
  if (given && given.endsWith('npm-cli.js') && existsSync(given)) return given
  const folder = dirname(node)
  const besides = [
    join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ]
  return besides.find(file => existsSync(file)) ?? findNpmOnPath(env)
}

/** @param {NodeJS.ProcessEnv} env */
function findNpmOnPath(env) {
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    const beside = join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')
    if (existsSync(beside)) return beside
    const link = join(folder, 'npm')
    if (folder && existsSync(link) && realpathSync(link).endsWith('npm-cli.js')) return realpathSync(link)
  }
  return undefined
}
