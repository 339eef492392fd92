import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { root } from './paths.mjs'
import { runProcess } from './run-process.mjs'

/** The native modules need a Node as new as this one. */
const NEEDED_MAJOR = 24

const ownNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** True where the Node among the dependencies is on the disk. */
export function hasOwnNode() {
  return existsSync(ownNode)
}

/**
 * The Node that everything but the set-up runs on: the one among the dependencies, so that the machine's own may be
 * older; else the machine's, where that is new enough.
 * @returns {string | undefined}
 */
export function findProjectNode() {
  if (hasOwnNode()) return ownNode
  return Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR ? process.execPath : undefined
}

/**
 * The environment for children: the project's Node and commands come first on the path.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function withProjectPath(env, node) {
  const key = Object.keys(env).find(name => name.toUpperCase() === 'PATH') ?? 'PATH'
  const first = [dirname(node), join(root, 'node_modules', '.bin')]
  return { ...env, [key]: [...first, env[key] ?? ''].join(delimiter) }
}

/**
 * Runs a script with the project's Node.
 * @param {readonly string[]} args the script, then its arguments
 * @param {import('./run-process.mjs').RunOptions} [options]
 */
export function runNode(args, options = {}) {
  const node = findProjectNode() ?? process.execPath
  return runProcess(node, args, {
    cwd: root,
    ...options,
    env: withProjectPath(options.env ?? process.env, node),
  })
}
