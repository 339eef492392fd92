import {
  allColumns,
  commonColumns,
  complementOutlet,
  type CombineSettings,
} from '../../../shared/activities/combine.ts'
import type { Column } from '../../../shared/activities/define-activity.ts'
import { findPrimary } from '../../../shared/activities/primary.ts'
import type { IdSet } from '../people/id-set.ts'
import { addMembers, mergeValues, type MemberSet, type Work } from '../populations/combine-members.ts'
import { countMembers } from '../populations/count-members.ts'
import { createPopulation } from '../populations/create-population.ts'
import { readColumns } from '../populations/read-columns.ts'
import type { ActivityRunner, Step } from './activity-runner.ts'
import { checkCombine } from './check-combine.ts'
import { matchByKeys } from './match-by-keys.ts'

/** The sets that come in, the primary one first, and what their people keep. */
interface Combination {
  readonly work: Work
  readonly settings: CombineSettings
  readonly sets: readonly MemberSet[]
  readonly columns: readonly Column[]
  /** Where people are matched by keys: who goes on. */
  readonly matched: IdSet | undefined
}

/**
 * Puts sets together. Whoever goes on keeps the values of all sets that they came in with; where several have a column,
 * the primary set's value counts, then that of the set above. A set that never fires in this run is as if it were not
 * drawn; without its primary set, an exclusion gives nobody.
 */
export const combineRunner: ActivityRunner<'combine'> = {
  missing: {},
  check: checkCombine,
  async execute(settings, step) {
    const combination = await begin(settings, step)
    const { work, columns } = combination
    const result = createPopulation(work.sql, columns)
    await fillResult(combination, result)
    await countMembers(work.sql, result, work.signal)
    if (!settings.complement) return { kind: 'finished', outputs: { result } }
    const complement = createPopulation(work.sql, columns)
    await addEveryone(combination, complement, { inNone: [result] })
    await countMembers(work.sql, complement, work.signal)
    return { kind: 'finished', outputs: { result, [complementOutlet]: complement } }
  },
}

async function begin(settings: CombineSettings, step: Step): Promise<Combination> {
  const { signal, context } = step
  const work = { sql: context.workspace.sql, signal }
  const sets = setsOf(settings, step)
  const isExclusion = settings.operation === 'exclusion'
  const brought = sets.map(set => set.columns)
  const all = isExclusion ? (brought[0] ?? []) : allColumns(brought)
  const columns = settings.keepsCommon && !isExclusion ? commonColumns(brought) : all
  const matched = settings.match === 'person' ? undefined : await matchByKeys(work, settings, sets)
  return { work, settings, sets, columns, matched }
}

function setsOf({ operation, primary }: CombineSettings, { context, inbound }: Step): MemberSet[] {
  const { sql } = context.workspace
  const chosen = findPrimary(
    primary,
    inbound.map(({ transition }) => transition),
  )
  if (operation === 'exclusion' && primary !== null && !chosen) return []
  const first = inbound.filter(({ transition }) => transition === chosen)
  const others = inbound.filter(({ transition }) => transition !== chosen)
  return [...first, ...others].map(({ populationId }) => {
    return { populationId, columns: readColumns(sql, populationId) }
  })
}

async function fillResult(combination: Combination, result: number): Promise<void> {
  const { work, settings, sets, columns, matched } = combination
  const [first, ...others] = sets
  if (!first) return
  const ids = others.map(({ populationId }) => populationId)
  const only = matched ? { only: matched } : {}
  if (settings.operation === 'union') {
    await addEveryone(combination, result, { ...only, room: settings.limit ?? Number.POSITIVE_INFINITY })
    return
  }
  const isIn = settings.operation === 'intersection' ? { inAll: ids } : { inNone: ids }
  await addMembers(work, result, { set: first, columns, ...(matched ? only : isIn) })
  if (settings.operation === 'intersection') await mergeOthers(combination, result, others)
}

/** Everyone of all sets, once each: of an exclusion, of the primary set alone. */
async function addEveryone(
  combination: Combination,
  target: number,
  given: { readonly inNone?: readonly number[]; readonly only?: IdSet; readonly room?: number },
): Promise<void> {
  const { work, settings, sets, columns } = combination
  const taken = settings.operation === 'exclusion' ? sets.slice(0, 1) : sets
  let { room = Number.POSITIVE_INFINITY } = given
  for (const [index, set] of taken.entries()) {
    if (index > 0) await mergeOthers(combination, target, [set])
    const inNone = [...(given.inNone ?? []), ...(index > 0 ? [target] : [])]
    room -= await addMembers(work, target, { ...given, set, columns, inNone, room })
  }
}

/** Values of further sets for people who are already there; nothing to do where a set brings no column. */
async function mergeOthers(
  { work, columns }: Combination,
  target: number,
  others: readonly MemberSet[],
): Promise<void> {
  for (const set of others) {
    const kept = new Set(columns.map(({ name }) => name))
    if (set.columns.some(({ name }) => kept.has(name))) await mergeValues(work, target, { set, columns })
  }
}
