import { useDebounceFn } from '@vueuse/core'
import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Person } from '../../../shared/contract/people.ts'
import type { Rule } from '../../../shared/rule.ts'
import { client } from '../../host.ts'
import { finishedPart } from './rule-edits.ts'
import { whenPeopleChange } from './when-people-change.ts'

/** How many people a rule matches, with some of them. */
export interface RuleCountAnswer {
  readonly count: number
  readonly samples: readonly Person[]
}

/** The count of a rule as it is now known. */
export interface RuleCountState {
  /** The last answer; it stays while a newer one is on its way. */
  readonly answer: Readonly<ShallowRef<RuleCountAnswer | null>>
  /** The answer is not of the present rule yet. */
  readonly isStale: Readonly<Ref<boolean>>
  readonly error: Readonly<ShallowRef<unknown>>
  /** Fifty of the people instead of ten. */
  readonly showsMore: Ref<boolean>
  readonly recount: () => void
}

const debounceMs = 200
const fewSamples = 10
const mostSamples = 50

/** Counts a rule exactly, a moment after its last change and when people change. Late answers are dropped. */
export function useRuleCount(rule: () => Rule): RuleCountState {
  const answer = shallowRef<RuleCountAnswer | null>(null)
  const isStale = ref(true)
  const showsMore = ref(false)
  const error = shallowRef<unknown>(null)
  let [asked, latest] = ['', 0]

  async function count(): Promise<void> {
    const mine = ++latest
    const finished = finishedPart(rule())
    asked = JSON.stringify(finished)
    isStale.value = true
    try {
      const fresh = await client.call('audiences.count', {
        rule: finished,
        samples: showsMore.value ? mostSamples : fewSamples,
      })
      if (mine !== latest) return
      answer.value = fresh
      error.value = null
      isStale.value = false
    } catch (caught) {
      if (mine === latest) error.value = caught
    }
  }

  const countSoon = useDebounceFn(count, debounceMs)
  watch(
    () => JSON.stringify(finishedPart(rule())),
    wanted => {
      if (wanted === asked && !isStale.value) return
      isStale.value = true
      latest += 1
      void countSoon()
    },
  )
  void count()
  whenPeopleChange(count, () => (latest += 1))
  watch(showsMore, () => void count())
  return { answer, isStale, error, showsMore, recount: () => void count() }
}
