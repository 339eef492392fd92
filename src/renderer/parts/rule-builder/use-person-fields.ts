import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { PersonField } from '../../../shared/contract/people.ts'
import { client } from '../../host.ts'

/** The fields that people have, kept fresh; null until they are known. */
export function usePersonFields(): Readonly<ShallowRef<readonly PersonField[] | null>> {
  const fields = shallowRef<readonly PersonField[] | null>(null)
  const load = async (): Promise<void> => {
    try {
      fields.value = await client.call('people.fields', {})
    } catch {
      // Without its fields a rule is still shown; the count says what is wrong.
      fields.value ??= []
    }
  }
  void load()
  onScopeDispose(client.on('people.changed', () => void load()))
  return fields
}
