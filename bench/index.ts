import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Benchmark } from './benchmark.ts'
import { runPhaseApart, runPhaseHere, type Phase } from './run-phase.ts'

/** What is printed for one benchmark. */
interface Measurement {
  readonly n: number
  readonly seconds: number
  readonly floorSeconds: number | null
  readonly ratio: number | null
  /** Processor time of the phases: what the ratio is worth on a machine that has other work to do. */
  readonly cpuSeconds: number
  readonly floorCpuSeconds: number | null
  readonly cpuRatio: number | null
  readonly peakRssMb: number
  readonly [extra: string]: number | null
}

/** Every file beside this one that exports a `benchmark`. */
function loadBenchmarks(): Benchmark[] {
  const files = import.meta.glob<Benchmark | undefined>('./*.ts', { import: 'benchmark', eager: true })
  return Object.values(files).filter(benchmark => benchmark !== undefined)
}

function find(name: string): Benchmark {
  const found = loadBenchmarks().find(benchmark => benchmark.name === name)
  if (!found) throw new Error(`There is no benchmark called ${name}.`)
  return found
}

async function measure(benchmark: Benchmark, n: number): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), `campanile-${benchmark.name}-`))
  try {
    const input = { folder, n }
    if (benchmark.setup) await runPhaseApart(benchmark.name, 'setup', input)
    const floor = benchmark.floor ? await runPhaseApart(benchmark.name, 'floor', input) : undefined
    const work = await runPhaseApart(benchmark.name, 'work', input)
    if (!work.result) throw new Error(`${benchmark.name} gave no result.`)
    const { seconds, ...extra } = work.result
    const floorSeconds = floor?.result ? floor.result.seconds : null
    return {
      n,
      seconds: round(seconds),
      floorSeconds: floorSeconds === null ? null : round(floorSeconds),
      ratio: floorSeconds === null ? null : round(seconds / floorSeconds),
      cpuSeconds: round(work.cpuSeconds),
      floorCpuSeconds: floor ? round(floor.cpuSeconds) : null,
      cpuRatio: floor ? round(work.cpuSeconds / floor.cpuSeconds) : null,
      peakRssMb: work.peakRssMb,
      ...extra,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      json: { type: 'boolean' },
      n: { type: 'string' },
      phase: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  })
  if (values.phase) {
    const [name = '', folder = '', n = ''] = positionals
    return runPhaseHere(find(name), values.phase as Phase, { folder, n: Number(n) })
  }
  if (values.help) return console.log(usage())
  const chosen = positionals.length > 0 ? positionals.map(find) : loadBenchmarks()
  const results: Record<string, Measurement> = {}
  for (const benchmark of chosen) {
    const result = await measure(benchmark, values.n ? Number(values.n) : benchmark.n)
    results[benchmark.name] = result
    if (!values.json) console.log(describe(benchmark.name, result))
  }
  if (values.json) console.log(JSON.stringify(results))
}

function usage(): string {
  const names = loadBenchmarks().map(({ name }) => name)
  return `npm run bench -- [--json] [--n SIZE] [NAME …]\n\nAll without a name: ${names.toSorted().join(', ')}`
}

function describe(name: string, result: Measurement): string {
  const { n, seconds, floorSeconds, ratio, cpuRatio, peakRssMb } = result
  const floor =
    floorSeconds === null ? '' : `, floor ${floorSeconds} s, ratio ${ratio} (processor ${cpuRatio})`
  return `${name}: ${n.toLocaleString('en')} in ${seconds} s${floor}, ${peakRssMb} MB`
}

await main()
