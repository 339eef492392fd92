import type { CombineSettings } from '../../../shared/activities/combine.ts'
import { phoneNumber } from '../../../shared/activities/value-source.ts'
import { readFieldTypes } from '../people/list-fields.ts'
import { createIdSet, type IdSet } from '../people/id-set.ts'
import type { MemberSet, Work } from '../populations/combine-members.ts'
import { keyOf } from '../populations/key-of.ts'
import {
  createKeyedEntries,
  keyedSpan,
  type KeyedEntries,
  type PartVisitor,
} from '../populations/keyed-entries.ts'
import { prepareValues } from '../populations/prepare-values.ts'
import { endsOfMembers, stretchesOf } from '../populations/stretches.ts'
import { valueExpression } from '../populations/value-expression.ts'

/**
 * Who goes on where people of different sets are the same by their number or by values: of a union the first of those
 * who are the same, else everyone of the primary set who is found in all of the others, or in none.
 * @throws UserError `rule/unknown-field`
 */
export async function matchByKeys(
  work: Work,
  { operation, match, keys }: CombineSettings,
  sets: readonly MemberSet[],
): Promise<IdSet> {
  const { sql, signal } = work
  const fields = readFieldTypes(sql)
  const sources = match === 'number' ? [phoneNumber] : keys
  const entries = createKeyedEntries(countOf(work, sets))
  const matched = createIdSet(
    endsOfMembers(
      sql,
      sets.map(set => set.populationId),
    )?.last ?? 0,
  )
  const visitors = {
    union: () => firstOfEach(matched),
    intersection: () => inAll(matched, sets.length),
    exclusion: () => inFirstAlone(matched),
  }
  try {
    const expressions = sources.map(source => valueExpression(source, { fields }))
    await gather(work, { entries, expressions, sets })
    await entries.visit(visitors[operation], signal)
  } finally {
    entries.close()
  }
  return matched
}

async function gather(
  { sql, signal }: Work,
  {
    entries,
    expressions,
    sets,
  }: { entries: KeyedEntries; expressions: readonly string[]; sets: readonly MemberSet[] },
): Promise<void> {
  const read = prepareValues(sql, expressions)
  for (const [source, { populationId }] of sets.entries()) {
    for await (const stretch of stretchesOf(endsOfMembers(sql, [populationId]), signal, keyedSpan)) {
      const rows = read(populationId, stretch)
      entries.add(
        rows.map(([person, ...values]) => ({ source, person, key: keyOf(person, values), rank: null })),
      )
    }
  }
}

function firstOfEach(matched: IdSet): PartVisitor {
  const seen = new Set<string>()
  return {
    take({ key, person }) {
      if (seen.has(key)) return
      seen.add(key)
      matched.add(person)
    },
  }
}

/** Sources come one after the other, so a key that was in all of them so far knows how many that were. */
function inAll(matched: IdSet, sources: number): PartVisitor {
  const found = new Map<string, { sources: number; people: number[] }>()
  return {
    take({ source, key, person }) {
      const entry = found.get(key)
      if (source === 0) {
        if (entry) entry.people.push(person)
        else found.set(key, { sources: 1, people: [person] })
      } else if (entry?.sources === source) entry.sources += 1
    },
    end() {
      for (const entry of found.values()) {
        if (entry.sources === sources) for (const person of entry.people) matched.add(person)
      }
    },
  }
}

function inFirstAlone(matched: IdSet): PartVisitor {
  const people = new Map<string, number[]>()
  return {
    take({ source, key, person }) {
      if (source > 0) people.delete(key)
      else if (people.has(key)) people.get(key)?.push(person)
      else people.set(key, [person])
    },
    end() {
      for (const person of [...people.values()].flat()) matched.add(person)
    },
  }
}

function countOf({ sql }: Work, sets: readonly MemberSet[]): number {
  const count = sql.prepare('SELECT count FROM populations WHERE id = ?').pluck()
  return sets.reduce((sum, { populationId }) => sum + Number(count.get(populationId)), 0)
}
