import { useDebounceFn } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { Rendered, TemplateFault } from '../../../shared/contract/content.ts'
import type { PeopleSource } from '../../../shared/contract/people.ts'
import { client } from '../../host.ts'

const settleMs = 220

interface Watched {
  readonly text: Ref<string>
  /** Undefined while nobody is connected: the template is then checked without a person. */
  readonly source: Ref<PeopleSource | undefined>
}

/** Checks a template while it is written, and renders it for one person of its audience. */
export function useContentCheck({ text, source }: Watched) {
  const faults = shallowRef<readonly TemplateFault[]>([])
  const rendered = shallowRef<Rendered | null>(null)
  const total = ref(0)
  const index = ref(0)
  const failure = shallowRef<unknown>()
  let generation = 0

  async function ask(): Promise<void> {
    const mine = ++generation
    try {
      const answer = await askEngine(text.value, source.value, index.value)
      if (mine !== generation) return
      faults.value = answer.faults
      total.value = answer.total
      rendered.value = answer.rendered
      failure.value = undefined
    } catch (error) {
      if (mine === generation) failure.value = error
    }
  }

  const askSoon = useDebounceFn(ask, settleMs)
  const sourceKey = computed(() => JSON.stringify(source.value ?? null))
  watch(text, () => void askSoon())
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

  return { faults, rendered, total, index, failure }
}

async function askEngine(
  text: string,
  source: PeopleSource | undefined,
  index: number,
): Promise<{ faults: readonly TemplateFault[]; total: number; rendered: Rendered | null }> {
  if (text.trim() === '') return { faults: [], total: 0, rendered: null }
  if (source) return client.call('content.preview', { text, source, index })
  const { faults } = await client.call('content.check', { text })
  return { faults, total: 0, rendered: null }
}
