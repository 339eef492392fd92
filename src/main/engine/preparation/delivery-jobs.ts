/** Work on deliveries in the background; that on one delivery is done piece after piece. */
export interface DeliveryJobs {
  enqueue(deliveryId: number, work: (signal: AbortSignal) => Promise<void>): void
  /** Cuts off the latest job of a delivery. */
  abort(deliveryId: number): void
  /** Resolves when nothing is being done to the delivery any more. */
  whenSettled(deliveryId: number): Promise<void>
  /** Resolves when nothing is being done to any delivery. */
  whenIdle(): Promise<void>
  /** Cuts everything off. */
  stop(): Promise<void>
}

interface Job {
  readonly abort: AbortController
  readonly settled: Promise<void>
}

/** An empty set of jobs; `failed` is told what a job throws. */
export function createDeliveryJobs(failed: (deliveryId: number, error: unknown) => void): DeliveryJobs {
  const jobs = new Map<number, Job>()
  const stopping = new AbortController()
  return {
    enqueue(id, work) {
      const abort = new AbortController()
      const signal = AbortSignal.any([abort.signal, stopping.signal])
      const previous = jobs.get(id)?.settled ?? Promise.resolve()
      const settled = previous
        .then(() => (signal.aborted ? undefined : work(signal)))
        .catch(error => failed(id, error))
        .then(() => {
          if (jobs.get(id) === job) jobs.delete(id)
        })
      const job = { abort, settled }
      jobs.set(id, job)
    },
    abort: id => jobs.get(id)?.abort.abort(),
    async whenSettled(id) {
      for (let job = jobs.get(id); job; job = jobs.get(id)) await job.settled
    },
    async whenIdle() {
      while (jobs.size > 0) await Promise.all([...jobs.values()].map(job => job.settled))
    },
    async stop() {
      stopping.abort()
      await Promise.all([...jobs.values()].map(job => job.settled))
    },
  }
}
