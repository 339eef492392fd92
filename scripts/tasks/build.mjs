import { build as buildNow } from '../lib/ensure-built.mjs'
import { findCommand } from '../lib/paths.mjs'
import { runNode } from '../lib/project-node.mjs'

export async function build() {
  await buildNow()
  return 0
}

/**
 * Installers for this system in `dist/`.
 * @param {readonly string[]} args of electron-builder
 */
export async function dist(args) {
  await buildNow()
  const { code } = await runNode([findCommand('electron-builder'), '--publish', 'never', ...args])
  return code
}
