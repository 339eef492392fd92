import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { TestNumber } from '../../../shared/contract/proofs.ts'
import { client } from '../../host.ts'

/** The test people as they are now; undefined until they are known. */
export function useTestNumbers(
  refuse: (error: unknown) => void = () => {},
): Readonly<ShallowRef<readonly TestNumber[] | undefined>> {
  const numbers = shallowRef<readonly TestNumber[]>()
  async function load(): Promise<void> {
    try {
      numbers.value = await client.call('proofs.numbers', {})
    } catch (error) {
      refuse(error)
    }
  }
  void load()
  onScopeDispose(client.on('proofs.changed', () => void load()))
  return numbers
}
