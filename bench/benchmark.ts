/** What one phase of a benchmark tells: its wall time, and any other numbers worth printing. */
export interface PhaseResult {
  readonly seconds: number
  readonly [extra: string]: number
}

/** Where a phase works and how large. Phases run in processes of their own and share nothing but the folder. */
export interface PhaseInput {
  /** An empty folder at first; removed at the end. */
  readonly folder: string
  readonly n: number
}

/**
 * One benchmark. Each phase times itself, so that loading the program and making the input do not count; the peak of
 * memory is that of the whole process in which `work` ran.
 */
export interface Benchmark {
  readonly name: string
  /** Size where none is asked for. */
  readonly n: number
  /** Makes what the other phases read; nothing is measured. */
  setup?(input: PhaseInput): void | Promise<void>
  /** The least work that any program would have to do on the same rows; the ratio is `work` over this. */
  floor?(input: PhaseInput): PhaseResult | Promise<PhaseResult>
  work(input: PhaseInput): PhaseResult | Promise<PhaseResult>
}

/** Seconds that a piece of work takes. */
export async function timed(work: () => void | Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}
