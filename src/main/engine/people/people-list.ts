import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { peopleCalls, Person } from '../../../shared/contract/people.ts'
import { conditionOf } from '../audiences/people-source.ts'
import { joinParts, type SqlPart } from '../audiences/sql-part.ts'
import { arrange, fewToSort, readOrder, sortFew } from './column-order.ts'
import { collectFound, collectMatching, countMatching, type MatchingIds } from './matching-ids.ts'
import { peopleRevision } from './people-revision.ts'
import { personOrders, type PersonOrder } from './person-orders.ts'
import { readPeople } from './person-row.ts'
import { searchCondition } from './search-condition.ts'

type PageInput = z.output<(typeof peopleCalls)['people.page']['input']>
type OrderInput = Pick<PageInput, 'sortBy' | 'descending'>

/** Lists of people that are looked through once; any page of them is then found at once. */
export interface PeopleList {
  page(input: PageInput): Promise<{ total: number; rows: Person[] }>
  /** The ids of everyone in a list, in its order. */
  ids(input: Omit<PageInput, 'offset' | 'limit'>): Promise<Float64Array>
  /** How many people match, and the first ids of them. */
  count(where: SqlPart, samples: number): Promise<{ count: number; ids: number[] }>
}

/** As many lists as a person goes back and forth between; one of a million people takes 8 MB. */
const mostKept = 6

const lists = new WeakMap<Database, PeopleList>()

/** The lists of a workspace; what was found out is kept until people change. */
export function peopleListOf(sql: Database): PeopleList {
  const list = lists.get(sql) ?? createPeopleList(sql)
  lists.set(sql, list)
  return list
}

function createPeopleList(sql: Database): PeopleList {
  const remember = createMemory(sql)
  const matching = (where: SqlPart): Promise<MatchingIds> =>
    remember(['matching', where], () => collectMatching(sql, where))
  const found = (where: SqlPart): Promise<MatchingIds> =>
    remember(['found', where], () => collectFound(sql, where))
  async function arranged(ids: MatchingIds, where: SqlPart, order: PersonOrder): Promise<Float64Array> {
    if (ids.length <= fewToSort) return sortFew(sql, ids, order)
    return remember(['arranged', where, order.table], async () =>
      arrange(ids, await remember(['order', order.table], () => readOrder(sql, order))),
    )
  }

  /** Everyone of a list in the order of its column, ascending; undefined where that is everyone there is. */
  async function sorted(input: Omit<PageInput, 'offset' | 'limit'>): Promise<Float64Array | undefined> {
    const source = conditionOf(sql, input.source)
    const where = input.search ? narrow(source, input.search) : source
    if (isEveryone(where)) return undefined
    const ids = await (isEveryone(source) ? found(where) : matching(where))
    const order = orderOf(input)
    return order ? arranged(ids, where, order) : ids
  }

  return {
    async page(input) {
      const ids = await sorted(input)
      if (!ids) return pageOfAll(sql, input)
      return { total: ids.length, rows: readPeople(sql, cutPage(ids, input)) }
    },
    async ids(input) {
      const ids = (await sorted(input)) ?? (await everyone(sql, orderOf(input)))
      return input.descending ? ids.toReversed() : ids
    },
    async count(where, samples) {
      if (!isEveryone(where)) {
        return remember(['count', where, samples], () => countMatching(sql, where, samples))
      }
      const ids = sql.prepare('SELECT id FROM people ORDER BY id LIMIT ?').pluck().all(samples)
      return { count: countAll(sql), ids: ids as number[] }
    },
  }
}

function everyone(sql: Database, order: PersonOrder | undefined): Promise<Float64Array> {
  return order ? readOrder(sql, order) : collectMatching(sql, { sql: '1', parameters: [] })
}

/** Puts some ids, given ascending, into the order of a list. */
export async function orderIds(sql: Database, ids: Float64Array, input: OrderInput): Promise<Float64Array> {
  const order = orderOf(input)
  const inOrder = order ? await sortOrArrange(sql, ids, order) : ids
  return input.descending ? inOrder.toReversed() : inOrder
}

async function sortOrArrange(sql: Database, ids: Float64Array, order: PersonOrder): Promise<Float64Array> {
  return ids.length <= fewToSort ? sortFew(sql, ids, order) : arrange(ids, await readOrder(sql, order))
}

type Remember = <T>(key: unknown, find: () => Promise<T>) => Promise<T>

/** Keeps the latest findings, under keys that change when people or populations do. */
function createMemory(sql: Database): Remember {
  const findings = new Map<string, Promise<unknown>>()
  const populations = sql.prepare('SELECT total(count), max(id) FROM populations').raw()
  return async (key, find) => {
    const stamped = JSON.stringify([peopleRevision(sql), populations.get(), historyStamp(sql, key), key])
    const finding = findings.get(stamped) ?? find()
    findings.delete(stamped)
    findings.set(stamped, finding)
    for (const oldest of findings.keys()) if (findings.size > mostKept) findings.delete(oldest)
    return finding as ReturnType<typeof find>
  }
}

const historyTables = /\b(?:messages|exclusions|inbound_messages|deliveries)\b/

/** What was sent and received changes without a change of people: any write may then have made a difference. */
function historyStamp(sql: Database, key: unknown): unknown {
  if (!historyTables.test(JSON.stringify(key))) return 0
  const written = sql.prepare('SELECT total_changes()').pluck().get()
  return [written, sql.pragma('data_version', { simple: true })]
}

function narrow(source: SqlPart, search: string): SqlPart {
  const searched = searchCondition(search)
  return isEveryone(source) ? searched : joinParts([source, searched], 'AND')
}

function isEveryone(where: SqlPart): boolean {
  return where.sql === '1'
}

/** Ids are given in the order of creation, so that order needs no table. */
function orderOf({ sortBy }: Pick<PageInput, 'sortBy'>): PersonOrder | undefined {
  if (sortBy === 'last_name') return personOrders.name
  return sortBy === 'phone' ? personOrders.phone : undefined
}

function cutPage(ids: Float64Array, { offset, limit, descending }: PageInput): number[] {
  if (!descending) return [...ids.subarray(offset, offset + limit)]
  const end = Math.max(0, ids.length - offset)
  return [...ids.subarray(Math.max(0, end - limit), end)].toReversed()
}

/** Everyone: skipping half a million entries takes some 20 ms, so nothing needs to be kept. */
function pageOfAll(sql: Database, input: PageInput): { total: number; rows: Person[] } {
  const total = countAll(sql)
  const isNearer = input.offset > total / 2
  const direction = input.descending === isNearer ? 'ASC' : 'DESC'
  const limit = Math.max(0, Math.min(input.limit, total - input.offset))
  const offset = isNearer ? total - input.offset - limit : input.offset
  const order = orderOf(input)
  const select = order
    ? `SELECT person_id FROM ${order.table} ORDER BY ${order.key} ${direction}, person_id ${direction}`
    : `SELECT id FROM people ORDER BY id ${direction}`
  const ids = sql.prepare(`${select} LIMIT ? OFFSET ?`).pluck().all(limit, Math.max(0, offset)) as number[]
  return { total, rows: readPeople(sql, isNearer ? ids.toReversed() : ids) }
}

function countAll(sql: Database): number {
  return Number(sql.prepare('SELECT count(*) FROM people').pluck().get())
}
