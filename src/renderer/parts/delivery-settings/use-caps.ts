import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { FrequencyCap } from '../../../shared/contract/delivery-rules.ts'
import { client } from '../../host.ts'

/** The frequency caps of the workspace, kept fresh; none until they are known. */
export function useCaps(): Readonly<ShallowRef<readonly FrequencyCap[]>> {
  const caps = shallowRef<readonly FrequencyCap[]>([])
  const load = async (): Promise<void> => {
    try {
      caps.value = await client.call('deliveryRules.caps', {})
    } catch {
      // A form without this line can be filled in all the same.
    }
  }
  void load()
  onScopeDispose(client.on('deliveryRules.changed', () => void load()))
  return caps
}
