import { useDebounceFn } from '@vueuse/core'
import { shallowRef, type ShallowRef } from 'vue'
import type { Audience } from '../../../shared/contract/audiences.ts'
import type { Import } from '../../../shared/contract/imports.ts'
import { client } from '../../host.ts'
import { useNews } from '../../parts/fresh/index.ts'

/** The audiences and imports to choose people by, kept fresh. */
export function useSources(): Readonly<
  ShallowRef<{ readonly audiences: readonly Audience[]; readonly imports: readonly Import[] }>
> {
  const known = shallowRef<{ audiences: readonly Audience[]; imports: readonly Import[] }>({
    audiences: [],
    imports: [],
  })

  async function load(): Promise<void> {
    const [audiences, imports] = await Promise.allSettled([
      client.call('audiences.list', {}),
      client.call('imports.list', {}),
    ])
    known.value = {
      audiences: audiences.status === 'fulfilled' ? audiences.value : known.value.audiences,
      imports: imports.status === 'fulfilled' ? imports.value : known.value.imports,
    }
  }

  const loadSoon = useDebounceFn(load, 250, { maxWait: 2000 })
  void load()
  useNews(
    {
      'audiences.changed': () => void loadSoon(),
      'import.progressed': ({ import: { state } }) => void (state !== 'reading' && loadSoon()),
    },
    () => void loadSoon(),
  )
  return known
}
