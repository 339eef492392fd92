import { ensureBuilt } from '../lib/ensure-built.mjs'
import { findCommand } from '../lib/paths.mjs'
import { runNode } from '../lib/project-node.mjs'

/**
 * All tests, or those that the arguments of vitest choose.
 * @param {readonly string[]} args
 */
export async function test(args) {
  await ensureBuilt()
  return runTests(args)
}

/**
 * The browser tests alone.
 * @param {readonly string[]} args
 */
export function e2e(args) {
  return test(['--project', 'e2e', ...args])
}

/** @param {readonly string[]} args */
export async function runTests(args) {
  const { code } = await runNode([findCommand('vitest'), 'run', ...args])
  return code
}
