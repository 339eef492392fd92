/** Long work that a client waits for, may call by a name, and may cancel. */
export interface Jobs {
  /** Runs work until it ends; the signal tells it to stop at the next good moment. */
  run<T>(name: string | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Cancels the work of that name; harmless where there is none. */
  cancel(name: string): void
  /** Cuts everything off, and whatever comes later. */
  stop(): Promise<void>
}

interface Job {
  readonly name: string | undefined
  readonly abort: AbortController
  readonly settled: Promise<unknown>
}

/** An empty set of jobs. */
export function createJobs(): Jobs {
  const jobs = new Set<Job>()
  const stopping = new AbortController()
  return {
    async run(name, work) {
      const abort = new AbortController()
      const running = work(AbortSignal.any([abort.signal, stopping.signal]))
      const job = { name, abort, settled: Promise.allSettled([running]) }
      jobs.add(job)
      try {
        return await running
      } finally {
        jobs.delete(job)
      }
    },
    cancel(name) {
      for (const job of jobs) if (job.name === name) job.abort.abort()
    },
    async stop() {
      stopping.abort()
      await Promise.all([...jobs].map(job => job.settled))
    },
  }
}
