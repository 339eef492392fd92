import { useDebounceFn } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
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

/** Checks a template while it is written, and renders it for one person of its audience. */
export function useContentCheck({ text, source, columns }: Watched) {
  const faults = shallowRef<readonly TemplateFault[]>([])
  const rendered = shallowRef<Rendered | null>(null)
  const standIns = shallowRef<readonly string[]>([])
  const total = ref(0)
  const index = ref(0)
  const failure = shallowRef<unknown>()
  let generation = 0

  async function ask(): Promise<void> {
    const mine = ++generation
    try {
      const answer = await askEngine(
        { text: text.value, columns: [...columns.value] },
        source.value,
        index.value,
      )
      if (mine !== generation) return
      faults.value = answer.faults
      total.value = answer.total
      rendered.value = answer.rendered
      standIns.value = answer.standIns
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
    rendered.value = null
    total.value = 0
    void ask()
  })
  watch(index, () => void ask())
  const stop = client.on('people.changed', () => void askSoon())
  onScopeDispose(() => {
    stop()
    generation += 1
  })
  void ask()

  return { faults, rendered, standIns, total, index, failure }
}

interface Answer {
  readonly faults: readonly TemplateFault[]
  readonly total: number
  readonly rendered: Rendered | null
  readonly standIns: readonly string[]
}

const nothing: Answer = { faults: [], total: 0, rendered: null, standIns: [] }

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
