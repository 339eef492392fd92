import {
  duplicatesOutlet,
  type DeduplicationSettings,
  type DeduplicationStrategy,
} from '../../../shared/activities/deduplication.ts'
import { createIdSet, type IdSet } from '../people/id-set.ts'
import { readFieldTypes } from '../people/list-fields.ts'
import { createPopulation } from '../populations/create-population.ts'
import { keyOf } from '../populations/key-of.ts'
import {
  createKeyedEntries,
  keyedSpan,
  type KeyedEntry,
  type PartVisitor,
} from '../populations/keyed-entries.ts'
import { createMemberWriter } from '../populations/member-writer.ts'
import { prepareValues } from '../populations/prepare-values.ts'
import { compareRanks, rankOf, type Rank } from '../populations/rank.ts'
import { readColumns } from '../populations/read-columns.ts'
import { endsOfMembers, stretchesOf } from '../populations/stretches.ts'
import { valueExpression, valueType, type ValueSetting } from '../populations/value-expression.ts'
import type { ActivityRunner, SettingsProblem, Step, StepOutcome } from './activity-runner.ts'
import { checkSources } from './check-sources.ts'
import { drawLots } from './draw-lots.ts'
import { onlyInbound } from './only-inbound.ts'

/**
 * Lets the best of those go on who are the same, and leaves the others aside. Who has none of the values is the same as
 * nobody. Where the strategy does not decide, who was added first is kept.
 */
export const deduplicationRunner: ActivityRunner<'deduplication'> = {
  missing: { keys: 'keys-none', 'strategy.value': 'value-not-chosen', 'strategy.values': 'values-none' },
  check(settings, facts, place) {
    const { keys, strategy, keep } = settings
    const value =
      'value' in strategy ? checkSources([strategy.value], { facts, place }, 'strategy.value') : []
    const all: SettingsProblem[] =
      keep === 0 ? [{ code: 'deduplication-keeps-all', path: 'keep', severity: 'warning' }] : []
    return [...checkSources(keys, { facts, place }, 'keys'), ...value, ...all]
  },
  async execute(settings, step) {
    const { sql } = step.context.workspace
    const { populationId } = onlyInbound(step)
    if (settings.keep > 0) return sortOut(step, await findKept(settings, step), settings)
    const nobody = settings.complement
      ? { [duplicatesOutlet]: createPopulation(sql, readColumns(sql, populationId)) }
      : {}
    return { kind: 'finished', outputs: { result: populationId, ...nobody } }
  },
}

async function findKept(settings: DeduplicationSettings, step: Step): Promise<IdSet> {
  const { context, signal } = step
  const { sql } = context.workspace
  const { populationId, count } = onlyInbound(step)
  const setting = { fields: readFieldTypes(sql), columns: readColumns(sql, populationId) }
  const ranking = rankingOf(settings.strategy, setting, step)
  const read = prepareValues(sql, [
    ranking.expression,
    ...settings.keys.map(key => valueExpression(key, setting)),
  ])
  const ends = endsOfMembers(sql, [populationId])
  const kept = createIdSet(ends?.last ?? 0)
  const entries = createKeyedEntries(count)
  try {
    for await (const stretch of stretchesOf(ends, signal, keyedSpan)) {
      entries.add(
        read(populationId, stretch).map(([person, value = null, ...values]) => {
          return { source: 0, person, key: keyOf(person, values), rank: ranking.rank(value) }
        }),
      )
    }
    await entries.visit(() => bestOfEach(kept, settings.keep, ranking.isLastFirst), signal)
  } finally {
    entries.close()
  }
  return kept
}

/** What decides between those who are the same. */
interface Ranking {
  readonly expression: string
  readonly rank: (value: string | number | null) => Rank
  /** The largest is best; without a value, nobody is. */
  readonly isLastFirst: boolean
}

function rankingOf(strategy: DeduplicationStrategy, setting: ValueSetting, step: Step): Ranking {
  if (strategy.by === 'oldest' || strategy.by === 'newest') {
    // Ids are given in the order in which people are added.
    return { expression: 'person_id', rank: id => id, isLastFirst: strategy.by === 'newest' }
  }
  if (strategy.by === 'random') {
    const random = drawLots(step)
    return { expression: 'NULL', rank: () => random.next(), isLastFirst: false }
  }
  const type = valueType(strategy.value, setting)
  const expression = valueExpression(strategy.value, setting)
  const rank = (value: string | number | null): Rank => rankOf(value, type)
  if (strategy.by === 'filled')
    return { expression, rank: value => Number(rank(value) === null), isLastFirst: false }
  if (strategy.by !== 'listed') return { expression, rank, isLastFirst: strategy.by === 'largest' }
  const places = new Map(strategy.values.map((value, place) => [rank(value), place] as const).toReversed())
  return { expression, rank: value => places.get(rank(value)) ?? null, isLastFirst: false }
}

function bestOfEach(kept: IdSet, most: number, isLastFirst: boolean): PartVisitor {
  const best = new Map<string, KeyedEntry[]>()
  const direction = isLastFirst ? 'descending' : 'ascending'
  const compare = (left: KeyedEntry, right: KeyedEntry): number =>
    compareRanks(left.rank, right.rank, direction)
  return {
    take(entry) {
      const found = best.get(entry.key)
      if (!found) return void best.set(entry.key, [entry])
      // People come in the order of their ids, so one who is no better than the last one stays behind.
      let place = found.length
      while (place > 0 && compare(entry, found[place - 1] as KeyedEntry) < 0) place -= 1
      if (place < most) found.splice(place, 0, entry)
      if (found.length > most) found.pop()
    },
    end() {
      for (const { person } of [...best.values()].flat()) kept.add(person)
    },
  }
}

async function sortOut(step: Step, kept: IdSet, { complement }: DeduplicationSettings): Promise<StepOutcome> {
  const { sql } = step.context.workspace
  const { populationId } = onlyInbound(step)
  const result = createMemberWriter(sql, { from: populationId })
  const duplicates = complement ? createMemberWriter(sql, { from: populationId }) : undefined
  const read = prepareValues(sql, [])
  for await (const stretch of stretchesOf(endsOfMembers(sql, [populationId]), step.signal)) {
    const ids = read(populationId, stretch).map(([id]) => id)
    result.write(ids.filter(id => kept.has(id)))
    duplicates?.write(ids.filter(id => !kept.has(id)))
  }
  result.finish()
  duplicates?.finish()
  const aside = duplicates ? { [duplicatesOutlet]: duplicates.populationId } : {}
  return { kind: 'finished', outputs: { result: result.populationId, ...aside } }
}
