import type { Database } from 'better-sqlite3'
import { remainderOf, type ContentTest } from '../../../shared/delivery/content-test.ts'
import { exactShares } from '../../../shared/delivery/exact-shares.ts'
import type { EngineContext } from '../context.ts'
import { heldUntil } from '../delivery-tests/held-until.ts'
import { endsOfState } from '../deliveries/ends-of-messages.ts'
import { breathe } from '../people/breathe.ts'
import { stretchesOf } from '../populations/stretches.ts'
import { moveShare, type ShareMove } from './move-share.ts'
import { orderOfShare } from './share-of.ts'
import type { PreparationPlan } from './preparation-plan.ts'
import { prepareTargets } from './read-targets.ts'
import { takeExtremes } from './take-extremes.ts'
import { samplesOf, type Tally } from './tally.ts'

/** Messages moved in one transaction. */
const chunk = 100
const span = 5000

/** A preparation whose shares are to be made exact. */
export interface Evening {
  readonly plan: PreparationPlan
  readonly tally: Tally
  readonly signal: AbortSignal
  /** Within the transaction of each piece. */
  readonly note: () => void
}

/**
 * Makes the shares of a test as large as they are meant to be, to the person: lots alone come close. Who is furthest behind
 * in the order of a share that is too large goes to one that is too small, unless the text there cannot be sent to them.
 * The same people move each time.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function evenShares({ workspace: { sql } }: EngineContext, evening: Evening): Promise<void> {
  const { plan, tally, signal } = evening
  const { test } = plan.content
  if (!test) return
  const goals = exactShares(tally.toDeliver, [...test.shares, remainderOf(test)])
  const moved = new Set<number>()
  for (const [from, goal] of goals.entries()) {
    // Those furthest behind nearly always suffice; all of a share are only put in order where their texts cannot be sent.
    for (const isLast of [false, true]) {
      const cut = cutOf(tally, { test, from, goal })
      if (cut === 1) break
      const candidates = await orderShare(sql, {
        plan,
        signal,
        from: nameOf(from, test),
        above: isLast ? 0 : cut,
      })
      await moveSome(sql, evening, { candidates, goals, test, from, moved })
    }
  }
  if (samplesOf(tally).some(id => moved.has(id))) await takeExtremes(sql, plan.deliveryId, { tally, signal })
}

interface Moving {
  readonly candidates: readonly number[]
  readonly goals: readonly number[]
  readonly test: ContentTest
  readonly from: number
  readonly moved: Set<number>
}

async function moveSome(
  sql: Database,
  evening: Evening,
  { candidates, goals, test, from, moved }: Moving,
): Promise<void> {
  const goal = goals[from] ?? 0
  const move = createMover(sql, evening, { goals, test })
  for (let at = 0; at < candidates.length; at += chunk) {
    evening.signal.throwIfAborted()
    if ((sizesOf(evening.tally, test)[from] ?? 0) <= goal) return
    for (const id of move(candidates.slice(at, at + chunk), { from, goal })) moved.add(id)
    await breathe()
  }
}

/** Above this in the order of a share there surely are as many as have to leave it; 1 where nobody has to. */
function cutOf(
  tally: Tally,
  { test, from, goal }: { readonly test: ContentTest; readonly from: number; readonly goal: number },
): number {
  const size = sizesOf(tally, test)[from] ?? 0
  if (size <= goal) return 1
  const percents = [...test.shares, remainderOf(test)]
  const end = percents.slice(0, from + 1).reduce((sum, share) => sum + share, 0) / 100
  const width = (percents[from] ?? 0) / 100
  return Math.max(0, end - width * Math.min(1, ((size - goal) * 1.5 + 1000) / size))
}

/** The share behind the last text is of those who are held back. */
function nameOf(position: number, { shares }: ContentTest): number | null {
  return position < shares.length ? position : null
}

/** How many are in each share now, those who are held back last. */
function sizesOf({ test: { texts, heldMessages } }: Tally, { shares }: ContentTest): number[] {
  const inTexts = shares.map((_, test) =>
    Object.values(texts[test] ?? {}).reduce((sum, { messages }) => sum + messages, 0),
  )
  return [...inTexts, heldMessages]
}

function createMover(
  sql: Database,
  { plan, tally, note }: Evening,
  { goals, test }: { readonly goals: readonly number[]; readonly test: ContentTest },
) {
  const readPage = prepareTargets(sql, plan, undefined)
  const tryMove = moveShare(sql, { plan, tally, readPerson: personId => readPage(personId - 1, 1)[0] })
  return sql.transaction(
    (ids: readonly number[], { from, goal }: { from: number; goal: number }): number[] => {
      const moved: number[] = []
      for (const messageId of ids) {
        const sizes = sizesOf(tally, test)
        if ((sizes[from] ?? 0) <= goal) break
        const wanting = goals.flatMap((wanted, index) => ((sizes[index] ?? 0) < wanted ? [index] : []))
        const into = wanting.find(index =>
          tryMove({ messageId, to: nameOf(index, test) } satisfies ShareMove),
        )
        if (into !== undefined) moved.push(messageId)
      }
      note()
      return moved
    },
  ).immediate
}

/** The messages of a share, the one furthest behind in its order first. */
async function orderShare(
  sql: Database,
  {
    plan: { deliveryId },
    signal,
    from,
    above,
  }: {
    readonly plan: PreparationPlan
    readonly signal: AbortSignal
    readonly from: number | null
    readonly above: number
  },
): Promise<number[]> {
  const isIn = from === null ? `next_attempt_at = ${heldUntil}` : `test = ${from}`
  const own = "FROM messages WHERE delivery_id = @deliveryId AND state = 'queued'"
  const read = sql.prepare(`SELECT id, person_id personId ${own} AND id BETWEEN @first AND @last AND ${isIn}`)
  const found: { readonly id: number; readonly order: number }[] = []
  for await (const stretch of stretchesOf(endsOfState(sql, deliveryId, 'queued'), signal, span)) {
    const rows = read.all({ deliveryId, ...stretch }) as { id: number; personId: number }[]
    for (const { id, personId } of rows) {
      const order = orderOfShare({ deliveryId, personId })
      if (order >= above) found.push({ id, order })
    }
  }
  return found.toSorted((one, other) => other.order - one.order || one.id - other.id).map(({ id }) => id)
}
