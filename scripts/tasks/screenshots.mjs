import { join } from 'node:path'
import { ensureBuilt } from '../lib/ensure-built.mjs'
import { root } from '../lib/paths.mjs'
import { runNode } from '../lib/project-node.mjs'

/** Draws the pictures of the README anew. */
export async function screenshots() {
  await ensureBuilt()
  const { code } = await runNode([join(root, 'scripts', 'make-screenshots.mjs')])
  return code
}
