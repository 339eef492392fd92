import type { Delivery } from '../../../shared/contract/deliveries.ts'
import { client, desktop } from '../../host.ts'
import { createFormat } from '../../i18n/format.ts'
import { i18n } from '../../i18n/index.ts'
import { createWakefulness } from './create-wakefulness.ts'
import { countAll, countGroup, messageGroups } from './states.ts'

const lookEveryMs = 60_000

/**
 * Keeps the machine awake while messages leave or are about to, and only then: not through a night, nor for days between
 * waves or dates, nor as long as its lines are away. Says when a delivery is finished. @returns what ends it
 */
export function followSending(): () => void {
  const sending = createWakefulness()

  async function look(id: number): Promise<void> {
    const { state, ...outlook } = await client.call('deliveries.progress', { id })
    if (sending.note(id, state, outlook)) await announce(await client.call('deliveries.get', { id }))
  }

  async function lookAtAll(): Promise<void> {
    const query = { states: ['sending'] as const, withExecutions: true, limit: 1000 }
    const { rows } = await client.call('deliveries.page', { ...query, states: [...query.states] })
    await Promise.all([...new Set([...sending.ids(), ...rows.map(({ id }) => id)])].map(look))
  }

  // What cannot be asked now is asked again when the engine is back.
  const ignore = (): void => {}
  const lookAtKnown = (): void => {
    sending.adjust()
    for (const id of sending.ids()) void look(id).catch(ignore)
  }
  const stops = [
    client.on('delivery.changed', ({ id }) => void look(id).catch(ignore)),
    client.on('delivery.progressed', ({ id, state, ...outlook }) => {
      if (sending.has(id) && state === 'sending') sending.note(id, state, outlook)
      else if (sending.has(id) || state === 'sending') void look(id).catch(ignore)
    }),
    client.onState(state => {
      if (state === 'connected') void lookAtAll().catch(ignore)
    }),
  ]
  // Nothing is pushed when a night begins or a wave comes near.
  const timer = setInterval(lookAtKnown, lookEveryMs)
  void lookAtAll().catch(ignore)
  return () => {
    clearInterval(timer)
    stops.forEach(stop => stop())
  }
}

async function announce(delivery: Delivery): Promise<void> {
  const { t, locale } = i18n.global
  const format = createFormat(locale.value)
  const numbers = messageGroups
    .map(group => ({ id: group.id, n: countGroup(delivery.counts, group) }))
    .filter(({ n }) => n > 0)
    .map(({ id, n }) => `${t(`deliveries.group.${id}.label`)} ${format.number(n)}`)
  const title = t('deliveries.finishedNotice', { label: delivery.label })
  const total = t(
    'deliveries.messageCount',
    { n: format.number(countAll(delivery.counts)) },
    countAll(delivery.counts),
  )
  await desktop.notify(title, [total, ...numbers].join(' · '))
}
