import { expect, it } from 'vitest'
import type { Delivery } from '../../../../../src/shared/contract/deliveries.ts'
import { usualSettings, type DeliverySettings } from '../../../../../src/shared/delivery/delivery-settings.ts'
import type { DeliveryStart } from '../../../../../src/shared/delivery/timing-settings.ts'
import type { WorkflowDocument } from '../../../../../src/shared/workflow-document.ts'
import { standInForEngine } from '../../../support/fake-engine.ts'

const { calls } = standInForEngine({ 'workflows.create': () => ({ id: 7 }) })
const { copyDelivery } = await import('../../../../../src/renderer/features/deliveries/list/copy-delivery.ts')

async function copy(settings: DeliverySettings) {
  const delivery = { content: { text: 'Hi' }, settings, workflow: null } as Pick<
    Delivery,
    'content' | 'settings' | 'workflow'
  >
  const made = await copyDelivery(delivery as Delivery, { name: 'Copy', people: 'People' })
  const created = calls.at(-1)?.input as { readonly document: WorkflowDocument } | undefined
  return { made, settings: created?.document.activities.find(({ kind }) => kind === 'sms')?.settings }
}

it('A copy has no date of its own, and it is known that there was one', async () => {
  const start = { kind: 'at', day: '2030-05-06', time: '12:00', timeZone: null } as const
  const { made, settings } = await copy({ ...usualSettings, timing: { start, missed: 'hold' } })
  expect(made).toEqual({ id: 7, hadDate: true })
  expect(settings).toMatchObject({ content: { text: 'Hi' }, delivery: { timing: { missed: 'hold' } } })
  expect(settings?.['delivery']).not.toHaveProperty('timing.start')
})

it('A copy of what had no date is the same in everything', async () => {
  const testers = { testerIds: [3] }
  const { made, settings } = await copy({ ...usualSettings, testers })
  expect(made).toEqual({ id: 7, hadDate: false })
  expect(settings?.['delivery']).toEqual({ ...usualSettings, testers })
})

it('A copy keeps the dates that people have', async () => {
  const start: DeliveryStart = {
    kind: 'person',
    field: 'appointment',
    moment: { by: 'day', days: -1, time: '09:00', isYearly: false },
    past: 'exclude',
    timeZone: null,
  }
  const { made, settings } = await copy({ ...usualSettings, timing: { start } })
  expect(made.hadDate).toBe(false)
  expect(settings).toMatchObject({ delivery: { timing: { start } } })
})
