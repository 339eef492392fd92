import { campanile } from './campanile.mjs'

/**
 * The main job in the terminal, on the sample people or on a given file.
 * @param {readonly string[]} args
 */
export function demo(args) {
  return campanile(['demo', ...args])
}
