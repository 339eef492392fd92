import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/**
 * The script behind an installed command, so that it can be run with a chosen Node and without a shell.
 * @param {string} packageName
 * @param {string} [command] where the package has several
 */
export function findCommand(packageName, command) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const script = typeof bin === 'string' ? bin : bin[command ?? packageName.split('/').at(-1) ?? packageName]
  return join(folder, script)
}
