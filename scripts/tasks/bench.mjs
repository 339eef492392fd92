import { join } from 'node:path'
import { ensureBuilt } from '../lib/ensure-built.mjs'
import { findCommand, root } from '../lib/paths.mjs'
import { runNode } from '../lib/project-node.mjs'
import { SetupError } from '../lib/say.mjs'

/**
 * Builds the benchmarks and runs the named ones; the flags of Node let them measure memory by themselves.
 * @param {readonly string[]} args
 */
export async function bench(args) {
  await ensureBuilt()
  const config = join(root, 'scripts', 'bench.vite.config.mjs')
  const built = await runNode([findCommand('vite'), 'build', '--config', config, '--logLevel', 'warn'], {
    quiet: true,
  })
  if (built.code !== 0) throw new SetupError(`the benchmarks did not build:\n${built.output.trim()}`)
  const { code } = await runNode(['--expose-gc', join(root, 'out', 'bench', 'index.js'), ...args])
  return code
}
