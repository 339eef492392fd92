import { spawn } from 'node:child_process'
import type { Benchmark, PhaseInput, PhaseResult } from './benchmark.ts'

export type Phase = 'setup' | 'floor' | 'work'

/** What a phase's process says on its last line. */
export interface PhaseReport {
  readonly result: PhaseResult | null
  /** Processor time of the phase, on all cores: unlike the clock, it says much also on a busy machine. */
  readonly cpuSeconds: number
  readonly peakRssMb: number
}

/** Runs one phase in this process and prints its report. */
export async function runPhaseHere(benchmark: Benchmark, phase: Phase, input: PhaseInput): Promise<void> {
  const before = process.cpuUsage()
  const result = (await benchmark[phase]?.(input)) ?? null
  const { user, system } = process.cpuUsage(before)
  // Node gives kilobytes on every system.
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024)
  const cpuSeconds = (user + system) / 1_000_000
  console.log(JSON.stringify({ result, cpuSeconds, peakRssMb } satisfies PhaseReport))
}

/** The hosts give the engine's thread as much room for short-lived objects: three times this, in MB. */
const asInHosts = ['--max-semi-space-size=16']

/** Runs one phase in a process of its own, so that its peak of memory is honest. */
export function runPhaseApart(name: string, phase: Phase, input: PhaseInput): Promise<PhaseReport> {
  const script = process.argv[1] ?? ''
  const args = [...asInHosts, script, '--phase', phase, name, input.folder, String(input.n)]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', text => (output += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      if (code !== 0) return reject(new Error(`${name}: ${phase} ended with code ${code}`))
      resolve(JSON.parse(output.trim().split('\n').at(-1) ?? '') as PhaseReport)
    })
  })
}
