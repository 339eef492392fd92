import type { Database } from 'better-sqlite3'
import {
  frequencyCapSchema,
  type DeliveryRule,
  type FrequencyCap,
  type RuleScope,
} from '../../../shared/contract/delivery-rules.ts'
import { readRule } from '../../../shared/rule.ts'
import { foldName } from '../people/fold-name.ts'

interface RuleRow {
  readonly id: number
  readonly name: string
  readonly rule: string
  readonly scope: string
  readonly isOn: 0 | 1
  readonly updatedAt: number
}

const select = 'SELECT id, name, rule, scope, is_on isOn, updated_at updatedAt FROM delivery_rules'

/** All rules that leave people out, in the order of their names. */
export function listRules(sql: Database): DeliveryRule[] {
  return (sql.prepare(`${select} ORDER BY name_key`).all() as RuleRow[]).map(toRule)
}

/** One rule; undefined where it is gone. */
export function findRule(sql: Database, id: number): DeliveryRule | undefined {
  const row = sql.prepare(`${select} WHERE id = ?`).get(id) as RuleRow | undefined
  return row && toRule(row)
}

/** The rules that are on and for a delivery, in the order of their names. */
export function rulesFor(sql: Database, deliveryId: number): DeliveryRule[] {
  const active = listRules(sql).filter(({ isOn }) => isOn)
  if (active.length === 0) return []
  const place = sql
    .prepare(
      `SELECT label, campaign_id campaignId FROM deliveries LEFT JOIN workflows ON workflows.id = workflow_id
       WHERE deliveries.id = ?`,
    )
    .get(deliveryId) as DeliveryPlace
  return active.filter(({ scope }) => isInScope(scope, place))
}

/** Where a delivery belongs, as far as scopes ask. */
export interface DeliveryPlace {
  readonly label: string
  readonly campaignId: number | null
}

/** Whether a rule with this scope is for a delivery: all that the scope gives has to fit. */
export function isInScope({ campaignIds, label }: RuleScope, place: DeliveryPlace): boolean {
  if (label !== undefined && !foldName(place.label).includes(foldName(label))) return false
  return campaignIds === undefined || (place.campaignId !== null && campaignIds.includes(place.campaignId))
}

const capsSetting = 'frequencyCaps'

/** The caps of the workspace, the shortest first; one that cannot be read counts as not set. */
export function readCaps(sql: Database): FrequencyCap[] {
  const stored = sql.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(capsSetting)
  const read = frequencyCapSchema
    .array()
    .catch([])
    .parse(stored === undefined ? [] : JSON.parse(stored as string))
  return read.toSorted((left, right) => left.days - right.days || left.most - right.most)
}

/** Keeps the caps; of several for as many days the strictest counts. */
export function capsToKeep(caps: readonly FrequencyCap[]): Record<string, FrequencyCap[]> {
  const strictest = [...Map.groupBy(caps, ({ days }) => days)].map(([days, same]) => ({
    days,
    most: Math.min(...same.map(({ most }) => most)),
  }))
  return { [capsSetting]: strictest }
}

function toRule({ rule, scope, isOn, ...rest }: RuleRow): DeliveryRule {
  return {
    ...rest,
    rule: readRule(JSON.parse(rule)),
    scope: JSON.parse(scope) as RuleScope,
    isOn: isOn === 1,
  }
}
