import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { Campaign } from '../../../shared/contract/campaigns.ts'
import { client } from '../../host.ts'

/** The campaigns of the workspace, kept fresh; none while they are not known. */
export function useCampaigns(): Readonly<ShallowRef<readonly Campaign[]>> {
  const campaigns = shallowRef<readonly Campaign[]>([])
  const load = async (): Promise<void> => {
    try {
      campaigns.value = await client.call('campaigns.list', {})
    } catch {
      // What was known stays; the next change asks again.
    }
  }
  void load()
  onScopeDispose(client.on('campaigns.changed', () => void load()))
  return campaigns
}
