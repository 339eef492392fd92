import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** How much of a child's last words is kept to explain its failure. */
const KEPT_OUTPUT = 20_000

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {number} [timeoutMs] the child is ended after this time
 * @property {boolean} [quiet] keeps the child's output instead of showing it
 */

/**
 * Runs an executable to its end with no shell between, passing on what a terminal sends.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} exit code (128 + number where a signal ended it)
 */
export function runProcess(file, args, options = {}) {
  const { quiet = false, timeoutMs, cwd = process.cwd(), env = process.env } = options
  return new Promise((resolve, reject) => {
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit'
    const child = spawn(file, args, { cwd, env: quiet ? withoutColour(env) : env, stdio, windowsHide: quiet })
    let output = ''
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-KEPT_OUTPUT)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    const stopForwarding = forwardSignals(child)
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    const finish = () => {
      clearTimeout(timer)
      stopForwarding()
    }
    child.on('error', error => {
      finish()
      reject(error)
    })
    child.on('close', (code, signal) => {
      finish()
      resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), output })
    })
  })
}

/**
 * A terminal sends Ctrl+C to the child as well, so that one is only waited out; the others are passed on.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  /** @type {[NodeJS.Signals, () => void][]} */
  const listeners = [
    ['SIGINT', () => undefined],
    ['SIGTERM', () => child.kill('SIGTERM')],
    ['SIGHUP', () => child.kill('SIGHUP')],
  ]
  for (const [signal, listener] of listeners) process.on(signal, listener)
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener)
  }
}

/**
 * What is kept to be shown later is plain text.
 * @param {NodeJS.ProcessEnv} env
 */
function withoutColour(env) {
  const { FORCE_COLOR: _, ...rest } = env
  return { ...rest, NO_COLOR: '1' }
}
