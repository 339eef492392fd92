import type { Database } from 'better-sqlite3'
import type { PeopleSource } from '../../../shared/contract/people.ts'
import { UserError } from '../../../shared/errors.ts'
import { changeCondition, subscriptionCondition } from '../consent/subscription-condition.ts'
import { readFieldTypes } from '../people/list-fields.ts'
import { tagCondition } from '../people/tag-condition.ts'
import { readSettings } from '../workspace/settings.ts'
import { compileRule, isMember } from './compile-rule.ts'
import { deliveryCondition } from './delivery-condition.ts'
import { findAudience } from './find-audience.ts'
import { importCondition } from './import-condition.ts'
import { readMoment } from './rule-moment.ts'
import type { RuleSetting } from './rule-setting.ts'
import { joinParts, type SqlPart } from './sql-part.ts'

/**
 * The condition on the table `people` that holds for the people of a source; without a source, for everyone. People
 * of an import that is still being read or taken back do not exist yet, or no longer.
 * @throws UserError `audience/not-found`, `import/not-found`, and those of `compileRule`
 */
export function conditionOf(sql: Database, source: PeopleSource | undefined): SqlPart {
  const parts = hiddenImports(sql).map(id => ({ sql: 'people.import_id IS NOT ?', parameters: [id] }))
  return joinParts([sourceCondition(sql, source), ...parts], 'AND')
}

/**
 * A query that gives the id of every person of a source, in order of id: `SELECT people.id FROM people …`.
 * @throws UserError as `conditionOf`
 */
export function selectPeople(sql: Database, source: PeopleSource | undefined): SqlPart {
  const where = conditionOf(sql, source)
  return {
    sql: `SELECT people.id FROM people WHERE ${where.sql} ORDER BY people.id`,
    parameters: where.parameters,
  }
}

/** What rules of this workspace are read with. */
export function readRuleSetting(sql: Database): RuleSetting {
  return {
    fields: readFieldTypes(sql),
    defaultCountry: readSettings(sql).defaultCountry,
    hasMerged: sql.prepare('SELECT 1 FROM merged_people LIMIT 1').get() !== undefined,
    hasTag: id => exists(sql, 'SELECT 1 FROM tags WHERE id = ?', id),
    hasList: id => exists(sql, 'SELECT 1 FROM subscription_lists WHERE id = ? AND removed_at IS NULL', id),
    findAudience: id => findAudience(sql, id),
    readMoment: () => readMoment(sql),
  }
}

function sourceCondition(sql: Database, source: PeopleSource | undefined): SqlPart {
  if (!source) return { sql: '1', parameters: [] }
  if ('rule' in source) return compileRule(source.rule, readRuleSetting(sql))
  if ('audienceId' in source) return audienceCondition(sql, source.audienceId)
  if ('importId' in source) return importCondition(sql, source)
  if ('deliveryId' in source || 'excludedFromId' in source) return deliveryCondition(source)
  if ('tagId' in source) return tagCondition(source.tagId)
  if ('subscriptionListId' in source) return subscriptionCondition(source)
  if ('subscriptionChangeId' in source) return changeCondition(source.subscriptionChangeId)
  return {
    // With IN, SQLite would gather the whole population anew for each stretch of people that is looked at.
    sql: 'EXISTS (SELECT 1 FROM population_members WHERE population_id = ? AND person_id = people.id)',
    parameters: [source.populationId],
  }
}

function audienceCondition(sql: Database, id: number): SqlPart {
  const audience = findAudience(sql, id)
  if (!audience) throw new UserError('audience/not-found')
  if (audience.memberSet !== null) return isMember(audience.memberSet)
  return compileRule(audience.rule, readRuleSetting(sql))
}

function hiddenImports(sql: Database): number[] {
  return sql.prepare('SELECT id FROM imports WHERE is_settled = 0').pluck().all() as number[]
}

function exists(sql: Database, query: string, id: number): boolean {
  return sql.prepare(query).get(id) !== undefined
}
