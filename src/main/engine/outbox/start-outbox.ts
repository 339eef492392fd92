import type { DeliveryProgress, Rest } from '../../../shared/contract/deliveries.ts'
import type { EngineContext } from '../context.ts'
import type { Trouble } from '../database/trouble.ts'
import type { Lines } from '../lines/create-lines.ts'
import { stackOf } from '../stack-of.ts'
import { finishIfDone, pauseDelivery } from './delivery-moves.ts'
import { isLeftTo } from './left-to.ts'
import { createInbox, type Inbox } from './inbox.ts'
import { takeTurns } from './ledger-turn.ts'
import { untilOf, type LineDoing } from './line-doing.ts'
import { LineLoop } from './line-loop.ts'
import type { Change } from './move-message.ts'
import { PoolWatch } from './pool-watch.ts'
import { createProgress, type Progress } from './progress.ts'
import { createQueuedDeliveries, type QueuedDeliveries } from './queued-deliveries.ts'
import { readAwaitedLines, readQueues } from './read-queues.ts'
import { recoverClaims } from './recover-claims.ts'

/** Sends the messages of confirmed deliveries. */
export interface Outbox {
  /** Takes over from a process that died, and goes on with what was being sent. */
  recover(): void
  /** To be called after anybody else has moved deliveries or messages. */
  wake(): void
  /** How far a delivery is; undefined where there is none of that id. */
  progressOf(deliveryId: number): DeliveryProgress | undefined
  /** Why nothing of a delivery leaves for now; null where something may. */
  restOf(deliveryId: number): Rest | null
  /** Why a delivery is held although the file, which could not be written, calls it sending. */
  troubleOf(deliveryId: number): Trouble | undefined
  /** What a line is doing; undefined where nothing is queued for it. */
  doingOf(lineId: number): LineDoing | undefined
  /** Why a line is not open. */
  troubleOfLine(lineId: number): Trouble | null
  /** Claims nothing more, lets messages under way get their outcome, closes the lines. */
  stop(): Promise<void>
}

const hourMs = 3_600_000
/** Lines are opened at start for receipts of so long ago: most phones are switched on within three days. */
const receiptsAwaitedMs = 72 * hourMs
/** How long to wait before writing again what could not be written. */
const rewriteMs = 1_000

/** Starts the outbox; nothing leaves before `recover` or `wake`. */
export function startOutbox(context: EngineContext, lines: Lines, rights: OutboxRights = {}): Outbox {
  return new LedgerOutbox(context, lines, rights)
}

/** What an outbox may do. */
export interface OutboxRights {
  /** False where an engine only answers calls: what was confirmed waits for an engine that sends. */
  readonly sends?: boolean | undefined
}

/** One loop for each line that has work, and what they share. */
class LedgerOutbox implements Outbox {
  readonly #context: EngineContext
  readonly #lines: Lines
  readonly #sends: boolean
  readonly #loops = new Map<number, LineLoop>()
  readonly #joined = new Set<LineLoop>()
  readonly #held = new Map<number, Trouble>()
  readonly #watch: PoolWatch
  readonly #queued: QueuedDeliveries
  readonly #progress: Progress
  readonly #inbox: Inbox
  readonly #stopHearing: () => void
  #isStopping = false
  #isStopped = false
  #isAssigning = false

  constructor(context: EngineContext, lines: Lines, { sends = true }: OutboxRights) {
    this.#context = context
    this.#sends = sends
    this.#lines = lines
    this.#progress = createProgress(context, {
      rest: lineIds => this.#restOfLines(lineIds),
      awaySince: lineIds => this.#watch.awaySince(lineIds),
      able: lineIds => lineIds.filter(id => !this.#loops.get(id)?.standing.absence(context.clock.now())),
    })
    this.#watch = new PoolWatch(context, { lines: this.#loops, links: lines })
    this.#queued = createQueuedDeliveries(context)
    // A delivery may have nobody left to go to.
    const hearing = [
      context.hear('people.changed', () => this.wake()),
      // One may have been released by itself.
      context.hear('delivery.changed', () => this.wake()),
    ]
    this.#stopHearing = () => hearing.forEach(stop => stop())
    this.#inbox = createInbox(context, changes => this.#note(changes))
    lines.listen({
      opened: lineId => {
        this.#loops.get(lineId)?.standing.revive()
        this.wake()
        this.#loops.get(lineId)?.pump()
      },
      refused: (lineId, trouble) => this.#loops.get(lineId)?.halt(trouble),
      receipt: (lineId, receipt) => !this.#isStopped && this.#inbox.takeReceipt(lineId, receipt),
      inbound: (lineId, message) => !this.#isStopped && this.#inbox.takeMessage(lineId, message),
    })
  }

  recover(): void {
    const { clock, log, workspace } = this.#context
    const interrupted = recoverClaims(workspace.ledger, clock.now())
    if (interrupted > 0) log.warn('messages interrupted', { count: interrupted })
    const since = clock.now() - receiptsAwaitedMs
    if (!this.#sends) return
    this.#inbox.recover()
    for (const lineId of readAwaitedLines(workspace.sql, since)) this.#lines.request(lineId)
    this.wake()
  }

  /** In a later microtask, so that a loop is never given a new queue while it is at work. */
  wake(): void {
    if (this.#isAssigning || this.#isStopping || !this.#sends) return
    this.#isAssigning = true
    queueMicrotask(() => {
      this.#isAssigning = false
      if (this.#isStopping) return
      try {
        this.#assign()
      } catch (error) {
        this.#context.log.error('queues not read', { stack: stackOf(error) })
        this.#context.clock.after(rewriteMs, () => this.wake())
      }
    })
  }

  progressOf(deliveryId: number): DeliveryProgress | undefined {
    return this.#progress.read(deliveryId)
  }

  restOf(deliveryId: number): Rest | null {
    return this.#progress.restOf(deliveryId)
  }

  troubleOf(deliveryId: number): Trouble | undefined {
    return this.#held.get(deliveryId)
  }

  doingOf(lineId: number): LineDoing | undefined {
    return this.#loops.get(lineId)?.doing(this.#context.clock.now())
  }

  troubleOfLine(lineId: number): Trouble | null {
    return this.#lines.list().find(({ id }) => id === lineId)?.trouble ?? null
  }

  /** Only what is sure to end is a rest: a line that is away comes back when somebody brings it. */
  #restOfLines(lineIds: readonly number[]): number | null {
    const there = lineIds.filter(lineId => this.#watch.awaySince([lineId]) === undefined)
    const untils = there.map(lineId => untilOf(this.doingOf(lineId)))
    const until = Math.min(...untils)
    return until > this.#context.clock.now() && until < Number.POSITIVE_INFINITY ? until : null
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    this.#stopHearing()
    for (const loop of this.#loops.values()) loop.stopClaiming()
    await this.#lines.stop()
    await Promise.all([...this.#loops.values()].map(loop => loop.drain()))
    this.#isStopped = true
    this.#inbox.stop()
    this.#progress.stop()
  }

  #assign(): void {
    const queues = readQueues(this.#context.workspace.sql)
    const all = new Set([...queues.values()].flat())
    for (const id of all) this.#finish(id)
    this.#queued.keepOnly(all)
    const added = new Set([...all].filter(id => !this.#queued.has(id)))
    const stranded = queues.get(null)
    if (stranded) this.#hold(() => stranded, { code: 'delivery/no-line', data: {} })
    for (const [lineId, loop] of this.#loops) if (!queues.has(lineId)) loop.setQueue([])
    for (const [lineId, deliveryIds] of queues) {
      if (lineId === null) continue
      const loop = this.#loopOf(lineId)
      loop.standing.reviveIfEmpty()
      // A person has released or resumed something.
      if (deliveryIds.some(id => added.has(id))) loop.standing.revive()
      // What stopped it has not gone away by itself; others send in its place.
      if (!loop.standing.haltedBy) this.#lines.request(lineId)
      loop.setQueue(this.#queued.of(deliveryIds))
    }
  }

  #loopOf(lineId: number): LineLoop {
    const known = this.#loops.get(lineId)
    if (known) return known
    const loop = new LineLoop({
      context: this.#context,
      lines: this.#lines,
      lineId,
      joins: sender => this.#join(sender),
      noted: changes => this.#note(changes),
      standsFor: () => this.#watch.out(),
      halted: trouble => this.#lineHalted(lineId, trouble),
      paused: (deliveryId, trouble) => this.#hold(() => [deliveryId], trouble),
    })
    this.#loops.set(lineId, loop)
    return loop
  }

  /** Whatever has another line that goes on is sent by that one. */
  #lineHalted(lineId: number, trouble: Trouble): void {
    this.#hold(() => {
      this.#watch.look()
      const queues = readQueues(this.#context.workspace.sql)
      return (queues.get(lineId) ?? []).filter(id => this.#haltedLines(id, queues).isAll)
    }, trouble)
    this.wake()
  }

  #haltedLines(id: number, queues: ReturnType<typeof readQueues>): { ids: number[]; isAll: boolean } {
    const own = [...queues].flatMap(([lineId, ids]) => (lineId !== null && ids.includes(id) ? [lineId] : []))
    const ids = own.filter(lineId => this.#loops.get(lineId)?.standing.haltedBy)
    return { ids, isAll: ids.length === own.length }
  }

  /** The rest of a message that a halted line has begun can leave through no other. */
  #holdWhatIsBound(id: number): void {
    if (![...this.#loops.values()].some(({ standing }) => standing.haltedBy)) return
    const { sql } = this.#context.workspace
    const { ids } = this.#haltedLines(id, readQueues(sql))
    const trouble = ids[0] === undefined ? undefined : this.#loops.get(ids[0])?.standing.haltedBy
    if (trouble && isLeftTo(sql, id, ids)) this.#hold(() => [id], trouble)
  }

  /** Where several lines send, those whose answers come at the same time write together. */
  #join(loop: LineLoop): boolean {
    if (this.#loops.size < 2) return false
    this.#joined.add(loop)
    if (this.#joined.size === 1) this.#context.clock.after(0, () => this.#pumpTogether())
    return true
  }

  #pumpTogether(): void {
    const loops = [...this.#joined]
    this.#joined.clear()
    const plans = loops.flatMap(loop => {
      const plan = loop.plan()
      return plan ? [{ loop, plan }] : []
    })
    if (plans.length === 0) return
    try {
      const turns = plans.map(({ plan }) => plan.turn)
      const results = takeTurns(this.#context.workspace.ledger, turns)
      for (const [index, { loop, plan }] of plans.entries()) {
        const result = results[index]
        if (result) loop.finish(plan, result)
      }
    } catch (error) {
      for (const { loop } of plans) loop.stumble(error)
    }
  }

  #note(changes: readonly Change[]): void {
    this.#progress.note(changes)
    const left = changes.filter(({ from }) => from === 'queued' || from === 'claimed')
    for (const id of new Set(left.map(({ deliveryId }) => deliveryId))) this.#finish(id)
  }

  #finish(id: number): void {
    const { clock, log } = this.#context
    try {
      if (finishIfDone(this.#context, id)) this.wake()
      else this.#holdWhatIsBound(id)
    } catch (error) {
      log.error('delivery not finished', { delivery: id, stack: stackOf(error) })
      clock.after(rewriteMs, () => this.wake())
    }
  }

  /** Pauses deliveries; until that can be written, the loops claim nothing of them. */
  #hold(find: () => readonly number[], trouble: Trouble): void {
    if (this.#isStopping) return
    const { clock, log, publish } = this.#context
    let ids: readonly number[] = []
    try {
      ids = find()
      if (ids.length === 0) return
      for (const id of ids) this.#held.set(id, trouble)
      for (const id of ids) pauseDelivery(this.#context, id, trouble)
      for (const id of ids) this.#held.delete(id)
      this.wake()
    } catch (error) {
      log.error('delivery not paused', { deliveries: ids, stack: stackOf(error) })
      for (const id of ids) publish('delivery.changed', { id })
      clock.after(rewriteMs, () => this.#hold(find, trouble))
    }
  }
}
