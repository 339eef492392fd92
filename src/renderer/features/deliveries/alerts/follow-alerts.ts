import { shallowRef, type ShallowRef } from 'vue'
import type { DeliveryAlert } from '../../../../shared/contract/delivery-alerts.ts'
import { client, desktop } from '../../../host.ts'
import { i18n } from '../../../i18n/index.ts'
import { alertWords } from './alert-words.ts'

/** What stands still is known by nothing that happens, so it is looked for so often. */
const lookEveryMs = 60_000
/** Changes come in bursts; one look serves them all. */
const settleMs = 1_000
/** While messages leave and receipts come in, shares change all the time; they are looked at so often. */
const shareMs = 5_000
/** More than these at once are told together. */
const mostNotices = 3

const alerts = shallowRef<readonly DeliveryAlert[]>([])

/** Deliveries that somebody should look at, as last seen. */
export function useAlerts(): Readonly<ShallowRef<readonly DeliveryAlert[]>> {
  return alerts
}

/** Watches deliveries on every screen; what is new is told by the system, once. */
export function followAlerts(): void {
  let told: Set<string> | undefined
  let asked: { readonly at: number; readonly timer: number } | undefined

  async function look(): Promise<void> {
    asked = undefined
    try {
      const found = await client.call('deliveries.alerts', {})
      const fresh = told ? found.filter(alert => !told?.has(keyOf(alert))) : []
      // What was wrong before the program was opened is on the screen; nobody is called for it.
      told = new Set(found.map(keyOf))
      alerts.value = found
      await tellAll(fresh)
    } catch {
      // What cannot be asked now is asked again.
    }
  }

  function lookWithin(ms: number): void {
    const at = performance.now() + ms
    if (asked && asked.at <= at) return
    if (asked) window.clearTimeout(asked.timer)
    asked = { at, timer: window.setTimeout(() => void look(), ms) }
  }
  const lookSoon = (): void => lookWithin(settleMs)

  client.on('delivery.changed', lookSoon)
  client.on('delivery.progressed', () => lookWithin(shareMs))
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

/** Of many that come at once, as after a line was lost, one notice tells how many. */
async function tellAll(fresh: readonly DeliveryAlert[]): Promise<void> {
  if (fresh.length <= mostNotices) {
    for (const alert of fresh) await tell(alert)
    return
  }
  const { t } = i18n.global
  const deliveries = new Set(fresh.map(({ deliveryId }) => deliveryId)).size
  const names = [...new Set(fresh.map(({ label }) => label))].slice(0, mostNotices).join(' · ')
  await desktop.notify(t('deliveries.alerts.title', { n: deliveries }, deliveries), `${names} …`)
}

async function tell(alert: DeliveryAlert): Promise<void> {
  const { t } = i18n.global
  await desktop.notify(alert.label, alertWords(alert, t))
}
