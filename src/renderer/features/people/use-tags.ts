import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { Tag } from '../../../shared/contract/people.ts'
import { client } from '../../host.ts'

/** All tags with how many people have each, kept fresh. */
export function useTags(): Readonly<ShallowRef<readonly Tag[]>> {
  const tags = shallowRef<readonly Tag[]>([])
  async function load(): Promise<void> {
    try {
      tags.value = await client.call('people.tags', {})
    } catch {
      // The list of people says what is wrong; without tags it is still of use.
    }
  }
  void load()
  const loadSoon = useDebounceFn(load, 250, { maxWait: 1500 })
  onScopeDispose(client.on('people.changed', () => void loadSoon()))
  return tags
}
