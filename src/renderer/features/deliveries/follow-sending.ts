import type { Delivery } from '../../../shared/contract/deliveries.ts'
import { client, desktop } from '../../host.ts'
import { createFormat } from '../../i18n/format.ts'
import { i18n } from '../../i18n/index.ts'
import { countAll, countGroup, messageGroups } from './states.ts'

/** Keeps the machine awake while anything is being sent, and only then; says when a delivery is finished. */
export function followSending(): void {
  const sending = new Set<number>()

  function note(id: number, state: Delivery['state']): boolean {
    const wasSending = sending.has(id)
    const wasAwake = sending.size > 0
    if (state === 'sending') sending.add(id)
    else sending.delete(id)
    const isAwake = sending.size > 0
    if (isAwake !== wasAwake) void desktop.keepAwake(isAwake)
    return wasSending && state === 'finished'
  }

  async function look(id: number): Promise<void> {
    const delivery = await client.call('deliveries.get', { id })
    if (note(id, delivery.state)) await announce(delivery)
  }

  async function lookAtAll(): Promise<void> {
    const query = { states: ['sending'] as const, withExecutions: true, limit: 1000 }
    const { rows } = await client.call('deliveries.page', { ...query, states: [...query.states] })
    for (const delivery of rows) {
      if (note(delivery.id, delivery.state)) await announce(delivery)
    }
  }

  // What cannot be asked now is asked again when the engine is back.
  const ignore = (): void => {}
  client.on('delivery.changed', ({ id }) => void look(id).catch(ignore))
  client.on('delivery.progressed', ({ id, state }) => {
    if (sending.has(id) !== (state === 'sending')) void look(id).catch(ignore)
  })
  client.onState(state => {
    if (state === 'connected') void lookAtAll().catch(ignore)
  })
  void lookAtAll().catch(ignore)
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
