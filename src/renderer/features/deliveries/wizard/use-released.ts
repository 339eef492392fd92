import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import { client } from '../../../host.ts'
import { isReleased } from '../states.ts'

/** The last delivery that was sent of a message, as long as there is no newer one; undefined where there is none. */
export function useReleased(
  workflowId: () => number | undefined,
): Readonly<ShallowRef<Delivery | undefined>> {
  const released = shallowRef<Delivery>()

  async function look(): Promise<void> {
    const id = workflowId()
    if (id === undefined) return
    const [last] = await client.call('deliveries.list', { workflowId: id })
    if (id === workflowId()) {
      released.value = last && isSent(last) ? last : undefined
    }
  }
  // What is not known is not said; the wizard works without.
  const lookAgain = (): void => void look().catch(() => undefined)
  watch(workflowId, lookAgain, { immediate: true })
  onScopeDispose(client.on('delivery.changed', lookAgain))
  return released
}

/** Confirmed, and not stopped since. */
function isSent({ state }: Delivery): boolean {
  return state === 'scheduled' || (isReleased(state) && state !== 'stopped')
}
