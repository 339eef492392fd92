import type { Database } from 'better-sqlite3'
import type { Increment, IncrementalQuerySettings } from '../../../shared/activities/incremental-query.ts'
import { addDays, dayOf, startOfDay } from '../../../shared/calendar-day.ts'
import { isBesideDay } from '../audiences/compare-date.ts'
import { columnOf } from '../audiences/field-column.ts'
import { conditionOf, readRuleSetting } from '../audiences/people-source.ts'
import type { RuleSetting } from '../audiences/rule-setting.ts'
import { joinParts, type SqlPart } from '../audiences/sql-part.ts'
import { wasLeftOut } from './left-out.ts'
import { lastExecution } from './query-history.ts'

/** What an incremental query asks and what it remembers. */
export interface IncrementQuestion {
  readonly settings: IncrementalQuerySettings
  /** Undefined where it never returned anybody. */
  readonly queryId: number | undefined
}

/**
 * The condition on the table `people` of those who are new to a query.
 * @throws UserError those of `conditionOf`, and `rule/unknown-field` for a date that is gone
 */
export function incrementCondition(sql: Database, { settings, queryId }: IncrementQuestion): SqlPart {
  const source = settings.source === 'rule' ? { rule: settings.rule } : { audienceId: settings.audienceId }
  const isNew = newness(sql, settings.by, queryId)
  const all = conditionOf(sql, source)
  return isNew ? joinParts([all, isNew], 'AND') : all
}

function newness(sql: Database, by: Increment, queryId: number | undefined): SqlPart | undefined {
  if (by.mode === 'since-last-time') return sinceLastTime(sql, by, queryId)
  if (queryId === undefined) return undefined
  return {
    sql: 'NOT EXISTS (SELECT 1 FROM incremental_people WHERE query_id = ? AND person_id = people.id)',
    parameters: [queryId],
  }
}

/** Days are those of rules: in the machine's time zone. What happened on the day of the last time counts again. */
function sinceLastTime(
  sql: Database,
  { field, firstSince }: Extract<Increment, { mode: 'since-last-time' }>,
  queryId: number | undefined,
): SqlPart | undefined {
  const setting = readRuleSetting(sql)
  const last = queryId === undefined ? null : lastExecution(sql, queryId)
  if (last === null && firstSince === null) return undefined
  const { timeZone } = setting.readMoment()
  const isSystem = field === '@added' || field === '@changed'
  const fresh = isSystem
    ? isSince(field, last ?? startOfDay(firstSince ?? '', timeZone))
    : isFromDay(field, last === null ? (firstSince ?? '') : dayOf({ now: last, timeZone }), setting)
  return queryId === undefined ? fresh : joinParts([fresh, wasLeftOut(queryId)], 'OR')
}

/** People of an import are as old as its beginning, but nobody could see them before it was finished. */
function isSince(field: '@added' | '@changed', at: number): SqlPart {
  const column = field === '@added' ? 'people.created_at' : 'people.updated_at'
  return {
    sql: `(${column} >= ? OR people.import_id IN (SELECT id FROM imports WHERE finished_at >= ?))`,
    parameters: [at, at],
  }
}

function isFromDay(field: string, day: string, setting: RuleSetting): SqlPart {
  return isBesideDay(columnOf(field, setting), 'greater', addDays(day, -1))
}
