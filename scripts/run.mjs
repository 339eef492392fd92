#!/usr/bin/env node
import { ensureInstalled } from './lib/ensure-installed.mjs'
import { SetupError, say } from './lib/say.mjs'

/** The lowest Node that may run the set-up; the rest runs on the Node of the project. */
const LOWEST_NODE = 20

/** @typedef {(args: readonly string[]) => Promise<number>} Task */

/** @type {Record<string, () => Promise<Task>>} */
const tasks = {
  start: async () => (await import('./tasks/start.mjs')).start,
  campanile: async () => (await import('./tasks/campanile.mjs')).campanile,
  demo: async () => (await import('./tasks/demo.mjs')).demo,
  test: async () => (await import('./tasks/test.mjs')).test,
  e2e: async () => (await import('./tasks/test.mjs')).e2e,
  bench: async () => (await import('./tasks/bench.mjs')).bench,
  build: async () => (await import('./tasks/build.mjs')).build,
  screenshots: async () => (await import('./tasks/screenshots.mjs')).screenshots,
  dist: async () => (await import('./tasks/build.mjs')).dist,
  check: async () => (await import('./tasks/check.mjs')).check,
  lint: async () => (await import('./tasks/check.mjs')).lint,
  typecheck: async () => (await import('./tasks/check.mjs')).typecheck,
  format: async () => (await import('./tasks/check.mjs')).format,
}

/**
 * @param {string | undefined} name
 * @param {readonly string[]} args
 */
async function run(name, args) {
  if (Number(process.versions.node.split('.')[0]) < LOWEST_NODE) {
    throw new SetupError(`Node ${LOWEST_NODE} or newer is needed; this is ${process.version}`)
  }
  const load = name === undefined ? undefined : tasks[name]
  if (!load) throw new SetupError(`usage: node scripts/run.mjs ${Object.keys(tasks).join(' | ')} [arguments]`)
  await ensureInstalled()
  const task = await load()
  return task(args)
}

try {
  process.exitCode = await run(process.argv[2], process.argv.slice(3))
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
}
