import { useDebounceFn } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Column } from '../../../shared/activities/define-activity.ts'
import type { Rendered, TemplateFault } from '../../../shared/contract/content.ts'
import type { PeopleSource } from '../../../shared/contract/people.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import { client } from '../../host.ts'

const settleMs = 220

/** Whom the preview shows, and in which variant: by place in the audience, or one who is named. */
export interface Shown {
  readonly index: number
  readonly personId?: number | undefined
  /** A variant by its language, null for the default; absent for the person's own. */
  readonly as?: string | null | undefined
}

interface Watched {
  readonly content: Ref<DeliveryContent>
  /** A message, which can name snippets, or a value. */
  readonly kind: 'message' | 'value'
  /** Undefined while nobody is connected: the content is then checked without a person. */
  readonly source: Ref<PeopleSource | undefined>
  /** Columns that people will bring along besides their fields. */
  readonly columns: Ref<readonly Column[]>
}

interface Answer {
  readonly faults: readonly TemplateFault[]
  readonly total: number
  readonly rendered: Rendered | null
  readonly standIns: readonly string[]
}

const nothing: Answer = { faults: [], total: 0, rendered: null, standIns: [] }

/** What may change the answer. */
const pushes = ['people.changed', 'snippets.changed', 'workspace.changed'] as const

/** Checks a content while it is written, and renders it for one person of its audience. */
export function useContentCheck(watched: Watched) {
  const { content, source, columns } = watched
  const answer = shallowRef(nothing)
  const shown = ref<Shown>({ index: 0 })
  const failure = shallowRef<unknown>()
  /** What the answer is of. */
  const asked = computed(() => JSON.stringify([content.value, source.value ?? null]))
  const answered = ref<string>()
  let generation = 0

  async function ask(): Promise<void> {
    const mine = ++generation
    const now = asked.value
    try {
      const fresh = await askEngine(watched, shown.value)
      if (mine !== generation) return
      answer.value = fresh
      answered.value = now
      failure.value = undefined
    } catch (error) {
      if (mine === generation) failure.value = error
    }
  }

  const askSoon = useDebounceFn(ask, settleMs)
  const sourceKey = computed(() => JSON.stringify(source.value ?? null))
  watch([() => JSON.stringify(content.value), () => JSON.stringify(columns.value)], () => void askSoon())
  watch(sourceKey, () => {
    shown.value = { index: 0 }
    answer.value = { ...answer.value, rendered: null, total: 0 }
    void ask()
  })
  watch(shown, () => void ask())
  const stops = pushes.map(push => client.on(push, () => void askSoon()))
  onScopeDispose(() => {
    for (const stop of stops) stop()
    generation += 1
  })
  void ask()

  const isSettled = computed(() => answered.value === asked.value)
  return { ...partsOf(answer), shown, failure, isSettled }
}

function partsOf(answer: Readonly<ShallowRef<Answer>>) {
  const part = <K extends keyof Answer>(key: K) => computed(() => answer.value[key])
  return {
    faults: part('faults'),
    rendered: part('rendered'),
    standIns: part('standIns'),
    total: part('total'),
  }
}

async function askEngine(
  { content, kind, source, columns }: Watched,
  { as, ...place }: Shown,
): Promise<Answer> {
  if (content.value.text.trim() === '') return nothing
  const given = { ...content.value, columns: [...columns.value] }
  if (source.value) {
    return client.call('content.preview', {
      ...given,
      source: source.value,
      ...place,
      ...(as === undefined ? {} : { as }),
    })
  }
  const { faults } = await client.call('content.check', { ...given, kind })
  return { ...nothing, faults }
}
