import { join } from 'node:path'
import { ensureBuilt } from '../lib/ensure-built.mjs'
import { findCommand, root } from '../lib/paths.mjs'
import { runNode } from '../lib/project-node.mjs'
import { runTests } from './test.mjs'

/** @typedef {() => Promise<number>} Step */

/** Every check that a change has to pass, one after the other; all of them run, so that one look shows all faults. */
export async function check() {
  return runAll({
    format: () => format(['--check']),
    lint,
    typecheck,
    build: buildStep,
    test: () => runTests([]),
  })
}

/** Rules of the code and of the house. */
export function lint() {
  return runAll({
    oxlint: () => run([findCommand('oxlint'), '--type-aware', '--deny-warnings']),
    imports: () => run([join(root, 'scripts', 'check-imports.mjs')]),
    templates: () =>
      run([
        '--disable-warning=ExperimentalWarning',
        findCommand('eslint'),
        '--max-warnings',
        '0',
        'src/renderer',
      ]),
    unused: () => run([findCommand('knip')]),
  })
}

/** Types of everything that runs on Node, then of the window. */
export function typecheck() {
  return runAll({
    node: () => run([findCommand('@typescript/native', 'tsc'), '--project', 'tsconfig.json']),
    preload: () => run([findCommand('@typescript/native', 'tsc'), '--project', 'tsconfig.preload.json']),
    renderer: () =>
      run([
        findCommand('vue-tsc'),
        '--project',
        'tsconfig.renderer.json',
        '--noEmit',
        // What has not changed since the last check is not looked at again: half the time.
        '--incremental',
        '--tsBuildInfoFile',
        'node_modules/.cache/renderer.tsbuildinfo',
      ]),
  })
}

/** @param {readonly string[]} args `--check` only looks */
export function format(args) {
  return run([findCommand('oxfmt'), ...args])
}

async function buildStep() {
  await ensureBuilt()
  return 0
}

/** @param {readonly string[]} args */
async function run(args) {
  const { code } = await runNode(args)
  return code
}

/**
 * Runs each step and names it with its result.
 * @param {Record<string, Step>} steps
 */
async function runAll(steps) {
  let worst = 0
  for (const [name, step] of Object.entries(steps)) {
    const started = Date.now()
    const code = await step()
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    process.stdout.write(`${code === 0 ? 'ok' : 'FAILED'}  ${name} (${seconds} s)\n`)
    worst = worst === 0 ? code : worst
  }
  return worst
}
