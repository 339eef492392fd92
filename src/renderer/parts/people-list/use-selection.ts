import { computed, shallowRef, type ComputedRef } from 'vue'
import type { Person, Selection } from '../../../shared/contract/people.ts'
import { client } from '../../host.ts'
import { askedBy, listedBy, type PeopleQuery } from './people-query.ts'

/** Whom a person has ticked: some, or all but some; a list of a million is not copied. */
type Ticks =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<number> }
  | { readonly kind: 'all-but'; readonly ids: ReadonlySet<number> }

/** The ticked people of one list. */
export interface PeopleSelection {
  readonly has: (person: Pick<Person, 'id'>) => boolean
  readonly count: ComputedRef<number>
  readonly state: ComputedRef<'none' | 'some' | 'all'>
  /** For the calls of the contract; undefined when nobody is ticked. */
  readonly chosen: ComputedRef<Selection | undefined>
  readonly toggle: (id: number, index: number) => void
  /** Ticks everyone from the row that was ticked last to this one; false where that is more than can be asked for. */
  readonly extend: (index: number) => Promise<boolean>
  readonly pickAll: () => void
  readonly clear: () => void
}

/** As many as a selection may name one by one. */
const mostNamed = 100_000
const nobody: Ticks = { kind: 'some', ids: new Set() }

/** Keeps which people of a list are ticked. `query` is what is listed, `total` how many that are. */
export function useSelection(query: () => PeopleQuery, total: () => number): PeopleSelection {
  const ticks = shallowRef<Ticks>(nobody)
  let anchor = 0
  const count = computed(() => {
    const { kind, ids } = ticks.value
    return kind === 'some' ? ids.size : Math.max(0, total() - ids.size)
  })

  function tick(ids: readonly number[], isTicked: boolean): void {
    const next = withTicks(ticks.value, ids, isTicked)
    if (next.ids.size <= mostNamed) ticks.value = next
  }

  const has: PeopleSelection['has'] = ({ id }) => ticks.value.ids.has(id) === (ticks.value.kind === 'some')
  return {
    has,
    count,
    state: computed(() => (count.value === 0 ? 'none' : count.value >= total() ? 'all' : 'some')),
    chosen: computed(() => (count.value === 0 ? undefined : toSelection(ticks.value, query()))),
    toggle(id, index) {
      anchor = index
      tick([id], !has({ id }))
    },
    async extend(index) {
      const offset = Math.min(anchor, index)
      const limit = Math.abs(anchor - index) + 1
      if (limit + ticks.value.ids.size > mostNamed) return false
      const { ids } = await client.call('people.ids', { ...askedBy(query()), offset, limit })
      tick(ids, true)
      return true
    },
    pickAll: () => (ticks.value = { kind: 'all-but', ids: new Set() }),
    clear() {
      anchor = 0
      ticks.value = nobody
    },
  }
}

function withTicks({ kind, ids }: Ticks, changed: readonly number[], isTicked: boolean): Ticks {
  const isNamed = (kind === 'some') === isTicked
  const next = new Set(ids)
  for (const id of changed) {
    if (isNamed) next.add(id)
    else next.delete(id)
  }
  return { kind, ids: next }
}

function toSelection({ kind, ids }: Ticks, query: PeopleQuery): Selection {
  if (kind === 'some') return { ids: [...ids] }
  return { all: listedBy(query), except: [...ids] }
}
