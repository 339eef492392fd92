import { inject, onScopeDispose, provide, ref, shallowRef, type InjectionKey, type Ref } from 'vue'
import { client } from '../../host.ts'

/** Something that a line can name: its id, and what it is called. */
export interface Subject {
  readonly value: number
  readonly label: string
  readonly hint?: string | undefined
}

/** What lines of a rule can name; empty until it is known. */
export interface RuleSubjects {
  readonly audiences: Readonly<Ref<readonly Subject[]>>
  readonly deliveries: Readonly<Ref<readonly Subject[]>>
  readonly imports: Readonly<Ref<readonly Subject[]>>
  readonly tags: Readonly<Ref<readonly Subject[]>>
  readonly lists: Readonly<Ref<readonly Subject[]>>
  /** Everything has been asked for once, so whatever is missing is gone. */
  readonly isKnown: Readonly<Ref<boolean>>
}

const key: InjectionKey<RuleSubjects> = Symbol('rule subjects')

/** What the lines around can name. */
export function useRuleSubjects(): RuleSubjects {
  const subjects = inject(key)
  if (!subjects) throw new Error('a line of a rule stands outside of a rule builder')
  return subjects
}

/**
 * Gives the lines of a rule what they can name, kept fresh.
 * @param writeDate writes when an import began, because files of one name are imported again and again
 */
export function provideRuleSubjects(writeDate: (at: number) => string): RuleSubjects {
  const audiences = shallowRef<readonly Subject[]>([])
  const deliveries = shallowRef<readonly Subject[]>([])
  const imports = shallowRef<readonly Subject[]>([])
  const tags = shallowRef<readonly Subject[]>([])
  const lists = shallowRef<readonly Subject[]>([])
  const isKnown = ref(false)

  const load = {
    audiences: async () => void (audiences.value = named(await client.call('audiences.list', {}))),
    tags: async () => void (tags.value = named(await client.call('people.tags', {}))),
    lists: async () => void (lists.value = named(await client.call('subscriptionLists.list', {}))),
    deliveries: async () => void (deliveries.value = await readDeliveries(writeDate)),
    imports: async () => void (imports.value = await readImports(writeDate)),
  }
  // Where one of them cannot be had, lines that name it show its number.
  void Promise.allSettled(Object.values(load).map(read => read())).then(results => {
    isKnown.value = results.every(({ status }) => status === 'fulfilled')
  })
  const stops = [
    client.on('audiences.changed', () => void load.audiences()),
    client.on('people.changed', () => void load.tags()),
    client.on('subscriptions.changed', () => void load.lists()),
  ]
  onScopeDispose(() => {
    for (const stop of stops) stop()
  })
  const subjects = { audiences, deliveries, imports, tags, lists, isKnown }
  provide(key, subjects)
  return subjects
}

function named(all: readonly { readonly id: number; readonly name: string }[]): readonly Subject[] {
  return all.map(({ id, name }) => ({ value: id, label: name }))
}

async function readDeliveries(writeDate: (at: number) => string): Promise<readonly Subject[]> {
  const all = await client.call('deliveries.list', { withExecutions: true })
  const sent = all.filter(({ series }) => !series)
  return sent.map(({ id, label, createdAt }) => ({ value: id, label, hint: writeDate(createdAt) }))
}

async function readImports(writeDate: (at: number) => string): Promise<readonly Subject[]> {
  const all = await client.call('imports.list', {})
  const kept = all.filter(({ state, imported, updated }) => state === 'finished' && imported + updated > 0)
  return kept.map(({ id, fileName, startedAt }) => ({
    value: id,
    label: fileName,
    hint: writeDate(startedAt),
  }))
}
