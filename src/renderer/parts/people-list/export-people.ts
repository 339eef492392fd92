import type { ExportSubject } from '../../../shared/contract/exports.ts'
import type { Selection } from '../../../shared/contract/people.ts'
import { phoneProblems } from './phone-state.ts'
import { listedBy, orderedBy, type PeopleQuery } from './people-query.ts'

/** Whom an export holds, and in which columns. */
export interface ListedPeople {
  readonly query: PeopleQuery
  /** Keys of the table's columns. */
  readonly columns: readonly string[]
  /** Some of them; all when absent. */
  readonly selection?: Selection | undefined
}

/** A list of people as an export takes it: what is on screen, in the order in which it is. */
export function exportOfPeople({ query, columns, selection }: ListedPeople): ExportSubject {
  return {
    of: 'people',
    selection: selection ?? { all: listedBy(query), except: [] },
    ...orderedBy(query),
    columns: columns.flatMap(key =>
      key === 'last_name' ? ['first_name', 'last_name'] : [withoutPrefix(key)],
    ),
  }
}

/** The words of such a file. */
export function wordsOfPeople(t: (key: string) => string): Record<string, string> {
  const fields = ['first_name', 'last_name', 'phone', 'country', 'language', 'time_zone']
  const types = ['mobile', 'fixed', 'fixed-or-mobile', 'other']
  return Object.fromEntries([
    ...fields.map(key => [key, t(`peopleList.field.${key}`)]),
    ['state', t('peopleList.numberState')],
    ['tags', t('peopleList.tags')],
    ['created_at', t('peopleList.added')],
    ...types.map(type => [`state.${type}`, t(`peopleList.type.${type}.label`)]),
    ...phoneProblems.map(problem => [`state.${problem}`, t(`peopleList.problem.${problem}.label`)]),
    ['state.suppressed', t('peopleList.suppressed.label')],
  ]) as Record<string, string>
}

function withoutPrefix(key: string): string {
  return key.startsWith('field:') ? key.slice(6) : key
}
