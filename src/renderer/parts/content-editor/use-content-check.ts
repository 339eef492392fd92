import { useDebounceFn } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Column } from '../../../shared/activities/define-activity.ts'
import type { Rendered, TemplateFault } from '../../../shared/contract/content.ts'
import type { PeopleSource } from '../../../shared/contract/people.ts'
import { client } from '../../host.ts'

const settleMs = 220

interface Watched {
  readonly text: Ref<string>
  /** Undefined while nobody is connected: the template is then checked without a person. */
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

/** Checks a template while it is written, and renders it for one person of its audience. */
export function useContentCheck({ text, source, columns }: Watched) {
  const answer = shallowRef(nothing)
  const index = ref(0)
  const failure = shallowRef<unknown>()
  let generation = 0

  async function ask(): Promise<void> {
    const mine = ++generation
    try {
      const fresh = await askEngine(
        { text: text.value, columns: [...columns.value] },
        source.value,
        index.value,
      )
      if (mine !== generation) return
      answer.value = fresh
      failure.value = undefined
    } catch (error) {
      if (mine === generation) failure.value = error
    }
  }

  const askSoon = useDebounceFn(ask, settleMs)
  const sourceKey = computed(() => JSON.stringify(source.value ?? null))
  watch([text, () => JSON.stringify(columns.value)], () => void askSoon())
  watch(sourceKey, () => {
    index.value = 0
    answer.value = { ...answer.value, rendered: null, total: 0 }
    void ask()
  })
  watch(index, () => void ask())
  const stop = client.on('people.changed', () => void askSoon())
  onScopeDispose(() => {
    stop()
    generation += 1
  })
  void ask()

  return { ...partsOf(answer), index, failure }
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
  content: { readonly text: string; readonly columns: Column[] },
  source: PeopleSource | undefined,
  index: number,
): Promise<Answer> {
  if (content.text.trim() === '') return nothing
  if (source) return client.call('content.preview', { ...content, source, index })
  const { faults } = await client.call('content.check', content)
  return { ...nothing, faults }
}
