import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Import } from '../../../../shared/contract/imports.ts'
import { client } from '../../../host.ts'
import { useNews } from '../../../parts/fresh/index.ts'
import type { ImportStep } from './import-sums.ts'

/** One import, followed while it runs. */
export interface FollowedImport {
  readonly current: Readonly<ShallowRef<Import | null>>
  readonly step: Readonly<ShallowRef<ImportStep>>
  readonly failure: Readonly<ShallowRef<unknown>>
  readonly load: () => Promise<void>
}

const nothing: ImportStep = { name: 'reading', done: 0, of: 0 }

/** Follows an import by its pushes; it is asked for again after each new connection. */
export function useImport(id: () => number): FollowedImport {
  const current = shallowRef<Import | null>(null)
  const step = shallowRef(nothing)
  const failure = shallowRef<unknown>()

  async function load(): Promise<void> {
    const asked = id()
    try {
      const found = await client.call('imports.get', { id: asked })
      if (asked !== id()) return
      current.value = found
      failure.value = undefined
    } catch (error) {
      if (asked === id()) failure.value = error
    }
  }

  useNews(
    {
      'import.progressed': progress => {
        if (progress.import.id !== id()) return
        current.value = progress.import
        step.value = progress.step
      },
    },
    () => void load(),
  )
  watch(
    id,
    () => {
      current.value = null
      step.value = nothing
      void load()
    },
    { immediate: true },
  )
  return { current, step, failure, load }
}
