import type { Database } from 'better-sqlite3'
import type { DeliveryQuery } from '../../../shared/contract/delivery-list.ts'
import type { Delivery } from '../../../shared/contract/deliveries.ts'
import { prepared } from '../outbox/prepared.ts'
import { readDelivery } from './read-delivery.ts'

interface Found {
  readonly id: number
  readonly label: string
  /** What else it is found by. */
  readonly words: string
  readonly isDiscarded: 0 | 1
}

/** When it is to be sent, was sent, or was made. */
const when = "iif(d.state = 'scheduled', d.starts_at, coalesce(d.begun_at, d.confirmed_at, d.created_at))"
/** The one that was said of it, else that of its workflow. */
const campaignId = 'iif(p.has_own_campaign, p.campaign_id, workflows.campaign_id)'
const isSeries = 'EXISTS (SELECT 1 FROM series WHERE delivery_id = d.id)'
/** The line, or one of those that share it: as they were frozen, else as they are chosen. */
const goesOver = `CASE WHEN d.settings ->> '$.pool' IS NULL THEN ifnull(d.line_id, d.settings ->> '$.lineId') = @lineId
  WHEN EXISTS (SELECT 1 FROM pool_lines WHERE delivery_id = d.id)
    THEN EXISTS (SELECT 1 FROM pool_lines WHERE delivery_id = d.id AND line_id = @lineId)
  WHEN d.settings ->> '$.pool.kind' = 'these'
    THEN @lineId IN (SELECT value FROM json_each(d.settings, '$.pool.lineIds'))
  ELSE d.settings ->> '$.pool.of' = (SELECT kind FROM lines WHERE id = @lineId)
    AND @lineId NOT IN (SELECT value FROM json_each(d.settings, '$.pool.lineIds')) END`
const attention = `CASE d.state WHEN 'scheduled' THEN 0 WHEN 'ready' THEN 1 WHEN 'sending' THEN 2
  WHEN 'paused' THEN 2 WHEN 'preparing' THEN 2 ELSE 3 END`

const orders: Readonly<Record<DeliveryQuery['order'], (direction: string) => string>> = {
  attention: () => `${attention}, iif(d.state = 'scheduled', d.starts_at, -d.created_at), d.id DESC`,
  when: direction => `${when} ${direction}, d.id ${direction}`,
  label: direction => `d.label COLLATE NOCASE ${direction}, d.id`,
  created: direction => `d.created_at ${direction}, d.id ${direction}`,
}

/**
 * A window into the deliveries that match, and how many there are; those that were discarded are counted apart. All rows
 * are gone through in an index that holds what is asked about, some 10 ms for ten thousand.
 */
export function pageDeliveries(
  sql: Database,
  { offset, limit, ...query }: DeliveryQuery & { readonly offset: number; readonly limit: number },
): { total: number; hidden: number; rows: Delivery[] } {
  const found = find(sql, query)
  const shown = query.withDiscarded ? found : found.filter(({ isDiscarded }) => isDiscarded === 0)
  const rows = shown.slice(offset, offset + limit).map(({ id }) => readDelivery(sql, id))
  return { total: shown.length, hidden: found.length - shown.length, rows }
}

function find(sql: Database, query: DeliveryQuery): Found[] {
  const order = orders[query.order](query.isDescending ? 'DESC' : 'ASC')
  const rows = prepared(
    sql,
    `SELECT d.id, d.label,
       concat_ws(' ', workflows.name, campaigns.name, p.internal_name, p.description, p.tags) words,
       d.state = 'stopped' AND d.confirmed_at IS NULL AND NOT ${isSeries} isDiscarded
     FROM deliveries d LEFT JOIN workflows ON workflows.id = d.workflow_id
       LEFT JOIN delivery_properties p ON p.delivery_id = d.id
       LEFT JOIN campaigns ON campaigns.id = ${campaignId}
     WHERE ${conditionsOf(query).join(' AND ')} ORDER BY ${order}`,
  ).all(valuesOf(query)) as Found[]
  const words = query.search?.toLocaleLowerCase().normalize('NFC')
  if (!words) return rows
  return rows.filter(({ label, words: others }) =>
    `${label} ${others}`.toLocaleLowerCase().normalize('NFC').includes(words),
  )
}

function conditionsOf(query: DeliveryQuery): string[] {
  const { kind, withExecutions } = query
  const showsExecutions = withExecutions || kind === 'execution'
  return [
    'd.id NOT IN (SELECT delivery_id FROM proofs)',
    ...(showsExecutions ? [] : ['d.parent_id IS NULL']),
    ...(kind === 'single' ? [`d.parent_id IS NULL AND NOT ${isSeries}`] : []),
    ...(kind === 'recurring' ? [isSeries] : []),
    ...(kind === 'execution' ? ['d.parent_id IS NOT NULL'] : []),
    ...(query.workflowId === undefined ? [] : ['d.workflow_id = @workflowId']),
    ...(query.states ? ['d.state IN (SELECT value FROM json_each(@states))'] : []),
    ...(query.lineId === undefined ? [] : [goesOver]),
    ...(query.campaignId === undefined ? [] : [`${campaignId} IS @campaignId`]),
    ...(query.tag === undefined ? [] : ['@tag IN (SELECT value FROM json_each(p.tags))']),
    ...(query.from === undefined ? [] : [`${when} >= @from`]),
    ...(query.until === undefined ? [] : [`${when} < @until`]),
  ]
}

function valuesOf(query: DeliveryQuery): Record<string, unknown> {
  const { workflowId, states, lineId, campaignId: campaign, tag, from, until } = query
  const json = states && JSON.stringify(states)
  const given = { workflowId, states: json, lineId, campaignId: campaign, tag, from, until }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** All tags that deliveries have, in order of the alphabet. */
export function listDeliveryTags(sql: Database): string[] {
  const query =
    'SELECT DISTINCT value FROM delivery_properties, json_each(tags) ORDER BY value COLLATE NOCASE'
  return sql.prepare(query).pluck().all() as string[]
}
