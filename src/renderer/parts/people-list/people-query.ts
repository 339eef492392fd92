import type { PeopleQuery as AskedQuery, PeopleSource } from '../../../shared/contract/people.ts'
import type { PeopleOrder, SortBy } from '../../../shared/contract/people-order.ts'
import type { Rule } from '../../../shared/rule.ts'

/** Which people are listed, and in which order. */
export interface PeopleQuery {
  readonly source?: PeopleSource | undefined
  /** Only people of the source who match it. */
  readonly rule?: Rule | undefined
  readonly search: string
  readonly sortBy: SortBy
  readonly descending: boolean
  /** The language by whose names countries and languages are sorted. */
  readonly locale: string
}

/** Who is listed, for the calls of the contract. */
export function listedBy({ source, rule, search }: PeopleQuery): AskedQuery {
  return { ...(source ? { source } : {}), ...(rule ? { rule } : {}), ...(search ? { search } : {}) }
}

/** In which order, for the calls of the contract. */
export function orderedBy({ sortBy, descending, locale }: PeopleQuery): PeopleOrder {
  return { sortBy, descending, locale }
}

/** Who is listed and in which order, for the calls of the contract. */
export function askedBy(query: PeopleQuery): AskedQuery & PeopleOrder {
  return { ...listedBy(query), ...orderedBy(query) }
}
