import { expect, test } from 'vitest'
import { spendingHandlers } from '../../../../../src/main/engine/outbox/spending-handlers.ts'
import { writeSettings } from '../../../../../src/main/engine/workspace/settings.ts'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'

test('What was spent today and this month stands against its limits, in the currency of the workspace', async () => {
  const world = createCampaignWorld()
  const { context, clock } = world
  const { sql } = context.workspace
  const id = world.addDraft('Hi')
  const today = new Date(clock.now()).toISOString().slice(0, 10)
  const otherDay = `${today.slice(0, 8)}${today.endsWith('01') ? '02' : '01'}`
  const earlier = new Date(clock.now() - 40 * 86_400_000).toISOString().slice(0, 10)
  const add = sql.prepare(
    'INSERT INTO spending (delivery_id, day, currency, parts, micros, unpriced_parts) VALUES (?, ?, ?, 1, ?, 0)',
  )
  add.run(id, today, 'EUR', 300_000)
  add.run(id, otherDay, 'EUR', 200_000)
  add.run(id, earlier, 'EUR', 5_000_000)
  add.run(id, today, 'SEK', 9_000_000)
  const get = spendingHandlers(context)['spending.get']
  const isEarlierDay = otherDay < today
  expect(await get({})).toEqual({
    currency: 'EUR',
    day: { micros: isEarlierDay ? 300_000 : 500_000, limitMicros: null },
    month: { micros: 500_000, limitMicros: null },
  })
  writeSettings(sql, { budget: { dayMicros: 1_000_000, monthMicros: null } })
  expect(await get({})).toMatchObject({ day: { limitMicros: 1_000_000 }, month: { limitMicros: null } })
})
