import { shallowRef, type ShallowRef } from 'vue'
import type { DeliveryAlert } from '../../../../shared/contract/delivery-alerts.ts'
import { client, desktop } from '../../../host.ts'
import { i18n } from '../../../i18n/index.ts'
import { alertWords } from './alert-words.ts'

/** What stands still is known by nothing that happens, so it is looked for so often. */
const lookEveryMs = 60_000
/** Changes come in bursts; one look serves them all. */
const settleMs = 1_000

const alerts = shallowRef<readonly DeliveryAlert[]>([])

/** Deliveries that somebody should look at, as last seen. */
export function useAlerts(): Readonly<ShallowRef<readonly DeliveryAlert[]>> {
  return alerts
}

/** Watches deliveries on every screen; what is new is told by the system, once. */
export function followAlerts(): void {
  let told: Set<string> | undefined
  let isAsked = false

  async function look(): Promise<void> {
    isAsked = false
    try {
      const found = await client.call('deliveries.alerts', {})
      const fresh = told ? found.filter(alert => !told?.has(keyOf(alert))) : []
      // What was wrong before the program was opened is on the screen; nobody is called for it.
      told = new Set(found.map(keyOf))
      alerts.value = found
      for (const alert of fresh) await tell(alert)
    } catch {
      // What cannot be asked now is asked again.
    }
  }

  function lookSoon(): void {
    if (isAsked) return
    isAsked = true
    setTimeout(() => void look(), settleMs)
  }

  client.on('delivery.changed', lookSoon)
  client.on('workspace.changed', lookSoon)
  client.onState(state => {
    if (state === 'connected') lookSoon()
  })
  setInterval(lookSoon, lookEveryMs)
  lookSoon()
}

function keyOf({ deliveryId, kind }: DeliveryAlert): string {
  return `${deliveryId} ${kind}`
}

async function tell(alert: DeliveryAlert): Promise<void> {
  const { t } = i18n.global
  await desktop.notify(alert.label, alertWords(alert, t))
}
