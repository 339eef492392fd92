import type { SubsetOrder } from '../../../shared/activities/split.ts'
import type { Random } from '../environment.ts'
import { findCut } from '../populations/find-cut.ts'
import { compareRanks } from '../populations/rank.ts'
import { pickAtRandom } from './draw-lots.ts'
import type { Candidate, Candidates } from './split-candidates.ts'

/** Lets those of a page through who are chosen; pages come in order of id, each once. */
type Chooser = (page: readonly Candidate[]) => readonly Candidate[]

interface Choice {
  readonly candidates: Candidates
  /** The most that are chosen. */
  readonly size: number
  readonly order: SubsetOrder
  readonly random: Random | undefined
}

/** Finds out who of a subset's candidates is chosen; where all are, nothing is drawn or sorted. */
export async function createChooser({ candidates, size, order, random }: Choice): Promise<Chooser> {
  if (!Number.isFinite(size) || !random) return page => page
  const total = await countCandidates(candidates)
  if (total <= size) return page => page
  if (size === 0) return () => []
  if (order.by === 'random') return pickAtRandom({ total, wanted: size }, random)
  const compare = ([id, rank]: Candidate, [otherId, otherRank]: Candidate): number =>
    compareRanks(rank, otherRank, order.direction) || id - otherId
  const cut = await findCut({ pages: candidates.pages, total, place: size, compare, random })
  return page => (cut ? page.filter(candidate => compare(candidate, cut) <= 0) : page)
}

async function countCandidates({ pages }: Candidates): Promise<number> {
  let count = 0
  for await (const page of pages()) count += page.length
  return count
}
