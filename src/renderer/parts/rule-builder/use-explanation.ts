import { useDebounceFn } from '@vueuse/core'
import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Explanation } from '../../../shared/contract/audiences.ts'
import type { Person } from '../../../shared/contract/people.ts'
import type { Rule } from '../../../shared/rule.ts'
import { client } from '../../host.ts'
import { shapeOf } from './rule-edits.ts'
import { whenPeopleChange } from './when-people-change.ts'

const debounceMs = 200

/** Which lines of a rule hold for a person, kept fresh; null while nobody is chosen. Late answers are dropped. */
export function useExplanation(
  rule: () => Rule,
  person: Readonly<ShallowRef<Person | null>>,
): {
  readonly explanation: Readonly<ShallowRef<Explanation | null>>
  readonly error: Readonly<ShallowRef<unknown>>
} {
  const explanation = shallowRef<Explanation | null>(null)
  const error = shallowRef<unknown>(null)
  let latest = 0

  async function explain(): Promise<void> {
    const mine = ++latest
    if (!person.value) return
    try {
      const answer = await client.call('audiences.explain', { personId: person.value.id, rule: rule() })
      if (mine !== latest) return
      explanation.value = answer
      error.value = null
    } catch (caught) {
      if (mine === latest) [explanation.value, error.value] = [null, caught]
    }
  }

  const explainSoon = useDebounceFn(explain, debounceMs)
  watch(person, () => {
    explanation.value = null
    error.value = null
    void explain()
  })
  watch(
    () => JSON.stringify(rule()),
    () => person.value && void explainSoon(),
  )
  // A line more or less, and the old answer would stand beside the wrong ones.
  watch(
    () => shapeOf(rule().root),
    () => (explanation.value = null),
  )
  whenPeopleChange(explain, () => (latest += 1))
  return { explanation, error }
}
