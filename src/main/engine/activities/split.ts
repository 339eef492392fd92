import {
  remainderOutlet,
  withSegment,
  type SplitSettings,
  type Subset,
} from '../../../shared/activities/split.ts'
import { createIdSet, type IdSet } from '../people/id-set.ts'
import { createMemberWriter, type MemberWriter } from '../populations/member-writer.ts'
import { prepareValues } from '../populations/prepare-values.ts'
import { readColumns } from '../populations/read-columns.ts'
import { endsOfMembers, stretchesOf } from '../populations/stretches.ts'
import type { ActivityRunner, Step } from './activity-runner.ts'
import { checkSplit } from './check-split.ts'
import { drawLots } from './draw-lots.ts'
import { onlyInbound } from './only-inbound.ts'
import { candidatesOf, type Candidates } from './split-candidates.ts'
import { createChooser } from './split-chooser.ts'
import { sizesOf } from './split-sizes.ts'

/**
 * Takes the subsets in their order. Without overlap, whom one has taken the later ones do not see, so the order counts;
 * with it each looks at everyone. A subset is drawn or sorted among those whom it could take.
 */
export const splitRunner: ActivityRunner<'split'> = {
  missing: { subsets: 'subsets-none', 'subsets.*.order.value': 'value-not-chosen' },
  check: checkSplit,
  async execute(settings, step) {
    const { sql } = step.context.workspace
    const { populationId, count } = onlyInbound(step)
    const taken = createIdSet(endsOfMembers(sql, [populationId])?.last ?? 0)
    const random = settings.subsets.some(needsLots) ? drawLots(step) : undefined
    const outputs: Record<string, number> = {}
    for (const [index, size] of sizesOf(settings, count).entries()) {
      const subset = settings.subsets[index] as Subset
      const candidates = candidatesOf(step, { subset, taken: settings.overlap ? undefined : taken })
      const chooser = await createChooser({ candidates, size, order: subset.order, random })
      const writer = openSubset(settings, step, subset)
      await fillSubset({ candidates, chooser, writer, taken })
      if (writer.count > 0 || !subset.skipsEmpty) outputs[subset.id] = writer.populationId
    }
    if (settings.complement) outputs[remainderOutlet] = await fillRemainder(settings, step, taken)
    return { kind: 'finished', outputs }
  },
}

/** Where a sample is looked at, lots are drawn for it too. */
function needsLots({ size }: Subset): boolean {
  return size.kind !== 'all'
}

function openSubset(settings: SplitSettings, step: Step, { code }: Pick<Subset, 'code'>): MemberWriter {
  const { sql } = step.context.workspace
  const { populationId: from } = onlyInbound(step)
  const hasCodes = settings.subsets.some(subset => subset.code !== '')
  const columns = readColumns(sql, from)
  return createMemberWriter(sql, {
    from,
    columns: hasCodes ? withSegment(columns) : columns,
    stamp: code === '' ? undefined : { segment: code },
  })
}

async function fillSubset({
  candidates,
  chooser,
  writer,
  taken,
}: {
  readonly candidates: Candidates
  readonly chooser: Awaited<ReturnType<typeof createChooser>>
  readonly writer: MemberWriter
  readonly taken: IdSet
}): Promise<void> {
  for await (const page of candidates.pages()) {
    const ids = chooser(page).map(([id]) => id)
    writer.write(ids)
    for (const id of ids) taken.add(id)
  }
  writer.finish()
}

async function fillRemainder(settings: SplitSettings, step: Step, taken: IdSet): Promise<number> {
  const { sql } = step.context.workspace
  const { populationId } = onlyInbound(step)
  const writer = openSubset(settings, step, { code: '' })
  const read = prepareValues(sql, [])
  for await (const stretch of stretchesOf(endsOfMembers(sql, [populationId]), step.signal)) {
    writer.write(read(populationId, stretch).flatMap(([id]) => (taken.has(id) ? [] : [id])))
  }
  writer.finish()
  return writer.populationId
}
