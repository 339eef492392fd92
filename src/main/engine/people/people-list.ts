import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { PeopleOrder } from '../../../shared/contract/people-order.ts'
import type { peopleCalls, Person } from '../../../shared/contract/people.ts'
import { compileRule } from '../audiences/compile-rule.ts'
import { conditionOf, readRuleSetting } from '../audiences/people-source.ts'
import { joinParts, type SqlPart } from '../audiences/sql-part.ts'
import { createListMemory, type Remember } from './list-memory.ts'
import { idSetOf } from './id-set.ts'
import { collectMatching, countMatching } from './matching-ids.ts'
import { cutOrder, keepListed, type Ordered } from './people-order.ts'
import { readPeople } from './person-row.ts'
import { searchPeople } from './search/search-people.ts'
import { sortColumnOf, type SortColumn } from './sort-column.ts'
import { countAll, windowOfAll } from './window-of-all.ts'

type PageInput = z.output<(typeof peopleCalls)['people.page']['input']>
type ListInput = Omit<PageInput, 'offset' | 'limit'>

/** Lists of people that are looked through once; any page of them is then found at once. */
export interface PeopleList {
  page(input: PageInput): Promise<{ total: number; rows: Person[] }>
  /** A window into a list as ids alone. */
  window(input: PageInput): Promise<{ total: number; ids: number[] }>
  /** The ids of everyone in a list, in its order. */
  ids(input: ListInput): Promise<Float64Array>
  /** How many people match, and the first ids of them. */
  count(where: SqlPart, samples: number): Promise<{ count: number; ids: number[] }>
}

/** Below this, looking each person up is quicker than reading an order of everyone. */
const fewToSort = 20_000

const lists = new WeakMap<Database, PeopleList>()

/** The lists of a workspace; what was found out is kept until people change. */
export function peopleListOf(sql: Database): PeopleList {
  const list = lists.get(sql) ?? createPeopleList(sql)
  lists.set(sql, list)
  return list
}

function createPeopleList(sql: Database): PeopleList {
  const remember = createListMemory(sql)
  const sorted = createSorting(sql, remember)
  const total = (): Promise<number> => remember('total', async () => countAll(sql))
  async function window(input: PageInput): Promise<{ total: number; ids: number[] }> {
    const order = await sorted(input)
    if (order) return { total: order.ids.length, ids: [...cutOrder(order, input)] }
    const all = { total: await total(), kept: sortColumnOf(sql, input)?.kept }
    return { total: all.total, ids: windowOfAll(sql, { ...input, ...all }) }
  }
  return {
    window,
    async page(input) {
      const { total: all, ids } = await window(input)
      return { total: all, rows: readPeople(sql, ids) }
    },
    async ids(input) {
      const order = (await sorted(input)) ?? (await everyone(sql, sortColumnOf(sql, input)))
      return turn(order, input)
    },
    async count(where, samples) {
      if (!isEveryone(where)) {
        return remember(['count', where, samples], () => countMatching(sql, where, samples))
      }
      const ids = sql.prepare('SELECT id FROM people ORDER BY id LIMIT ?').pluck().all(samples)
      return { count: await total(), ids: ids as number[] }
    },
  }
}

/** Finds a list in its order, ascending; undefined where that is everyone in an order that need not be read. */
type Sort = (input: ListInput) => Promise<Ordered | undefined>

function createSorting(sql: Database, remember: Remember): Sort {
  const readAll = (column: SortColumn): Promise<Ordered> =>
    remember(['order', column.name], () => column.readAll())

  /** Whom a list holds, ascending; undefined where that is everyone there is. */
  async function listed({ search, ...input }: ListInput): Promise<Float64Array | undefined> {
    const where = whereOf(sql, input)
    if (isEveryone(where)) return search ? remember(['found', search], () => found(search)) : undefined
    const ids = await remember(['matching', where], () => collect(input))
    return search ? remember(['narrowed', where, search], () => found(search, ids)) : ids
  }

  /** Of a population its members are gone through, and not everyone. */
  function collect(input: Omit<ListInput, 'search'>): Promise<Float64Array> {
    const { source, ...others } = input
    if (!source || !('populationId' in source)) return collectMatching(sql, whereOf(sql, input))
    return collectMatching(sql, whereOf(sql, { ...others, source: undefined }), source.populationId)
  }

  /** Whom a search finds among some people, or among everyone. */
  async function found(search: string, among?: Float64Array): Promise<Float64Array> {
    const people = await searchPeople(sql, search)
    if (among) people.intersect(idSetOf(among))
    return people.toIds()
  }

  return async input => {
    const column = sortColumnOf(sql, input)
    const ids = await listed(input)
    if (!ids) return !column || column.kept ? undefined : readAll(column)
    if (!column) return { ids, valued: ids.length }
    return remember(['sorted', whereOf(sql, input), input.search, column.name], async () =>
      ids.length <= fewToSort ? column.sortFew(ids) : arrange(ids, await readAll(column)),
    )
  }
}

async function everyone(sql: Database, column: SortColumn | undefined): Promise<Ordered> {
  if (column) return column.readAll()
  const ids = await collectMatching(sql, { sql: '1', parameters: [] })
  return { ids, valued: ids.length }
}

/** Puts some ids, given ascending, into the order of a list. */
export async function orderIds(sql: Database, ids: Float64Array, input: PeopleOrder): Promise<Float64Array> {
  const column = sortColumnOf(sql, input)
  if (!column) return turn({ ids, valued: ids.length }, input)
  const order = ids.length <= fewToSort ? await column.sortFew(ids) : arrange(ids, await column.readAll())
  return turn(order, input)
}

function arrange(ids: Float64Array, order: Ordered): Ordered {
  const { has } = idSetOf(ids)
  return keepListed(order, has)
}

function turn(order: Ordered, { descending }: Pick<PeopleOrder, 'descending'>): Float64Array {
  return descending ? cutOrder(order, { offset: 0, limit: order.ids.length, descending }) : order.ids
}

/** The condition for the people of a source who match a rule as well. */
function whereOf(sql: Database, { source, rule }: Pick<ListInput, 'source' | 'rule'>): SqlPart {
  const where = conditionOf(sql, source)
  if (!rule) return where
  const matching = compileRule(rule, readRuleSetting(sql))
  return isEveryone(where) ? matching : joinParts([where, matching], 'AND')
}

function isEveryone(where: SqlPart): boolean {
  return where.sql === '1'
}
