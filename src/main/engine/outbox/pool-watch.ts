import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../context.ts'
import type { Trouble } from '../database/trouble.ts'
import { noteLine } from '../journal/note-line.ts'
import type { Lines } from '../lines/create-lines.ts'
import { stackOf } from '../stack-of.ts'
import type { Absence } from './line-doing.ts'
import { prepared } from './prepared.ts'

/** How long a line may be away, as after a USB reset, before others take what waits for it. */
const graceMs = 120_000
/** How long an answer holds: lines ask before each message. */
const keepMs = 1_000

/** Lines that have work, as far as the watch needs to know them. */
export interface WatchedLine {
  readonly standing: { absence(now: number): Absence | undefined }
}

/** Knows which lines are out, so that others stand in for them, and writes that into the logs of their deliveries. */
export class PoolWatch {
  readonly #context: EngineContext
  readonly #lines: ReadonlyMap<number, WatchedLine>
  readonly #links: Pick<Lines, 'get' | 'awaySince'>
  #out: readonly number[] = []
  #lookedAt = Number.NEGATIVE_INFINITY

  constructor(
    context: EngineContext,
    {
      lines,
      links,
    }: {
      readonly lines: ReadonlyMap<number, WatchedLine>
      readonly links: Pick<Lines, 'get' | 'awaySince'>
    },
  ) {
    this.#context = context
    this.#lines = lines
    this.#links = links
  }

  /** Lines that cannot send for longer than a moment. */
  out(): readonly number[] {
    const now = this.#context.clock.now()
    if (Math.abs(now - this.#lookedAt) >= keepMs) this.look()
    return this.#out
  }

  /**
   * Since when none of some lines is there: each is away for longer than a moment or waits for a person. Undefined while
   * one of them can send, or will by itself.
   */
  awaySince(lineIds: readonly number[]): number | undefined {
    const now = this.#context.clock.now()
    const sinces = lineIds.map(lineId => {
      const absence = this.#lines.get(lineId)?.standing.absence(now)
      const isGone =
        absence?.kind === 'halted' || (absence?.kind === 'away' && this.#isLong(lineId, absence, now))
      return isGone ? (this.#links.awaySince(lineId) ?? now) : undefined
    })
    return sinces.length > 0 && sinces.every(since => since !== undefined) ? Math.max(...sinces) : undefined
  }

  /** Looks anew, as something has happened. */
  look(): void {
    const now = this.#context.clock.now()
    this.#lookedAt = now
    const before = new Set(this.#out)
    const troubles = new Map<number, Trouble>()
    for (const [lineId, line] of this.#lines) {
      const absence = line.standing.absence(now)
      if (absence && this.#isLong(lineId, absence, now))
        troubles.set(lineId, this.#troubleOf(lineId, absence))
    }
    this.#out = [...troubles.keys()]
    for (const [lineId, trouble] of troubles) if (!before.has(lineId)) this.#note(lineId, trouble)
    for (const lineId of before) if (!troubles.has(lineId)) this.#note(lineId, null)
  }

  #isLong(lineId: number, { kind }: Absence, now: number): boolean {
    if (kind !== 'away') return true
    return now - (this.#links.awaySince(lineId) ?? now) >= graceMs
  }

  #troubleOf(lineId: number, absence: Absence): Trouble {
    switch (absence.kind) {
      case 'halted':
        return absence.trouble
      case 'away':
        return this.#links.get(lineId).trouble ?? { code: 'line-closed', data: {} }
      case 'hours':
      case 'day-cap':
      case 'month-cap':
        return { code: `line/${absence.kind}`, data: {} }
    }
  }

  #note(lineId: number, trouble: Trouble | null): void {
    const { workspace, log } = this.#context
    try {
      for (const deliveryId of pooledOver(workspace.sql, lineId))
        noteLine(this.#context, { deliveryId, lineId, trouble })
    } catch (error) {
      // Sending is more important than telling.
      log.error('line not noted', { line: lineId, stack: stackOf(error) })
    }
  }
}

function pooledOver(sql: Database, lineId: number): number[] {
  const query = `SELECT delivery_id FROM pool_lines JOIN deliveries ON deliveries.id = delivery_id
    WHERE pool_lines.line_id = ? AND state = 'sending'`
  return prepared(sql, query).pluck().all(lineId) as number[]
}
