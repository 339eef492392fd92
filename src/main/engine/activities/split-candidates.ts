import type { Subset } from '../../../shared/activities/split.ts'
import { compileRule } from '../audiences/compile-rule.ts'
import { readRuleSetting } from '../audiences/people-source.ts'
import { withColumns } from '../audiences/with-columns.ts'
import type { IdSet } from '../people/id-set.ts'
import { rankOf, type Rank } from '../populations/rank.ts'
import { readColumns } from '../populations/read-columns.ts'
import { endsOfMembers, stretchesOf } from '../populations/stretches.ts'
import { valueExpression, valueType, type ValueSetting } from '../populations/value-expression.ts'
import type { Step } from './activity-runner.ts'
import { onlyInbound } from './only-inbound.ts'

/** Somebody whom a subset could take, and what puts them in order; null where their order does not matter. */
export type Candidate = readonly [id: number, rank: Rank]

/** Everyone whom a subset could take; looked through anew each time, in order of id. */
export interface Candidates {
  pages(): AsyncGenerator<readonly Candidate[]>
}

/**
 * Those of the people who come in who match the rule of a subset and are not taken yet.
 * @throws UserError of `compileRule`
 */
export function candidatesOf(
  step: Step,
  { subset, taken }: { readonly subset: Subset; readonly taken: IdSet | undefined },
): Candidates {
  const { context, signal } = step
  const { sql } = context.workspace
  const { populationId } = onlyInbound(step)
  const setting = readRuleSetting(sql)
  const columns = readColumns(sql, populationId)
  const rule = compileRule(subset.rule, withColumns(setting, columns))
  const ranking = rankingOf(subset, { fields: setting.fields, columns })
  const needsPeople = `${rule.sql} ${ranking.expression}`.includes('people.')
  const select = sql
    .prepare(
      `SELECT person_id, ${ranking.expression} FROM population_members
       ${needsPeople ? 'CROSS JOIN people ON people.id = person_id' : ''}
       WHERE population_id = ? AND person_id BETWEEN ? AND ? AND ${rule.sql} ORDER BY person_id`,
    )
    .raw()
  return {
    async *pages() {
      for await (const { first, last } of stretchesOf(endsOfMembers(sql, [populationId]), signal)) {
        const rows = select.all(populationId, first, last, ...rule.parameters) as Row[]
        const free = taken ? rows.filter(([id]) => !taken.has(id)) : rows
        yield free.map(([id, value]) => [id, ranking.rank(value)] as const)
      }
    },
  }
}

type Row = readonly [id: number, value: string | null]

interface Ranking {
  readonly expression: string
  readonly rank: (value: string | null) => Rank
}

function rankingOf({ size, order }: Subset, setting: ValueSetting): Ranking {
  if (size.kind === 'all' || order.by === 'random') return { expression: 'NULL', rank: () => null }
  const type = valueType(order.value, setting)
  return { expression: valueExpression(order.value, setting), rank: value => rankOf(value, type) }
}
