import { inject, provide, type InjectionKey, type Ref } from 'vue'
import type { Person } from '../../../shared/contract/people.ts'

type ChosenPerson = Readonly<Ref<Person | null>>

const key: InjectionKey<ChosenPerson> = Symbol('person whom a rule is explained for')

/** Tells the lines of a rule whom it is explained for. */
export function provideRulePerson(person: ChosenPerson): void {
  provide(key, person)
}

/** Whom the rule around is explained for; null while that is nobody. */
export function useRulePerson(): ChosenPerson {
  const person = inject(key)
  if (!person) throw new Error('a verdict stands outside of a rule builder')
  return person
}
