/** Work of which there is at most one piece at a time for each key. */
export interface KeyedWork {
  /** Does the work of a key; while that is under way, does it once more behind it. */
  run(key: number): void
  /** Cuts off what is under way. */
  abort(key: number): void
  isBusy(): boolean
  /** Resolves when nothing of a key is under way. */
  whenSettled(key: number): Promise<void>
  /** Resolves when nothing at all is under way. */
  whenIdle(): Promise<void>
  /** Cuts everything off, and does nothing any more. */
  stop(): Promise<void>
}

interface Piece {
  readonly abort: AbortController
  readonly settled: Promise<void>
  isWantedAgain: boolean
}

/** What is done for a key, and what after each piece of it. Neither throws. */
export interface Doing {
  work(key: number, signal: AbortSignal): Promise<void>
  settled(key: number): void
}

/** Keyed work that has not begun. */
export function createKeyedWork(doing: Doing): KeyedWork {
  const pieces = new Map<number, Piece>()
  const stopping = new AbortController()

  function run(key: number): void {
    const present = pieces.get(key)
    if (present) present.isWantedAgain = true
    if (present || stopping.signal.aborted) return
    const abort = new AbortController()
    const signal = AbortSignal.any([abort.signal, stopping.signal])
    const settled = doing.work(key, signal).then(() => {
      pieces.delete(key)
      if (stopping.signal.aborted) return
      if (piece.isWantedAgain) run(key)
      doing.settled(key)
    })
    const piece: Piece = { abort, settled, isWantedAgain: false }
    pieces.set(key, piece)
  }

  return {
    run,
    abort: key => pieces.get(key)?.abort.abort(),
    isBusy: () => pieces.size > 0,
    async whenSettled(key) {
      for (let piece = pieces.get(key); piece; piece = pieces.get(key)) await piece.settled
    },
    async whenIdle() {
      while (pieces.size > 0) await Promise.all([...pieces.values()].map(piece => piece.settled))
    },
    async stop() {
      stopping.abort()
      await Promise.all([...pieces.values()].map(piece => piece.settled))
    },
  }
}
