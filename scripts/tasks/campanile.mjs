import { join } from 'node:path'
import { ensureBuilt } from '../lib/ensure-built.mjs'
import { root } from '../lib/paths.mjs'
import { runNode } from '../lib/project-node.mjs'

/**
 * The command line of the application.
 * @param {readonly string[]} args
 */
export async function campanile(args) {
  await ensureBuilt()
  return runCampanile(args)
}

/**
 * The command line as built; files among the arguments are relative to where the person is.
 * @param {readonly string[]} args
 */
export async function runCampanile(args) {
  const cwd = process.env['INIT_CWD'] ?? process.cwd()
  const { code } = await runNode([join(root, 'out', 'main', 'campanile.js'), ...args], { cwd })
  return code
}
