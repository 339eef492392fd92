import { expect, test } from 'vitest'
import type { Line } from '../../../../../src/shared/contract/lines.ts'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

interface ReadyWorld extends CampaignWorld {
  readonly id: number
  readonly lineId: number
  readonly digest: string
  /** Saves a line with something else and waits until nothing is being prepared. */
  saveLine(lineId: number, changes: Partial<Line>): Promise<void>
}

/** A delivery of two parts that waits for its confirmation, on the default line of two. */
async function worldWithReady(options: { readonly choosesLine?: boolean } = {}): Promise<ReadyWorld> {
  const world = createCampaignWorld()
  const lineId = await world.addLine({ latencyMs: 59 })
  await world.addLine({ latencyMs: 59 })
  world.addPeople([{ phone: '+447700900001' }, { phone: '+447700900002' }])
  const id = world.addDraft('Hi')
  const settings = { lineId: options.choosesLine ? lineId : null, maxParts: 10 }
  await world.call('deliveries.edit', { id, settings })
  await world.preparations.whenSettled(id)
  const { preparation } = await world.prepare(id)
  return {
    ...world,
    id,
    lineId,
    digest: preparation?.digest ?? '',
    async saveLine(changed, changes) {
      const { name, kind, settings: own, priceMicros, currency, isDefault } = world.lines.get(changed)
      const line = { id: changed, name, kind, settings: own, priceMicros, currency, isDefault }
      await world.lines.save({ ...line, ...changes })
      await world.preparations.whenSettled(id)
    },
  }
}

test.each([
  ['price', { priceMicros: 60_000 }, { cost: { micros: 120_000, currency: 'EUR' }, durationMs: 120 }],
  ['currency', { currency: 'SEK' }, { cost: { micros: 100_000, currency: 'SEK' }, durationMs: 120 }],
  ['pace', { settings: { perMinute: 60 } }, { cost: { micros: 100_000, currency: 'EUR' }, durationMs: 2000 }],
  ['delay', { settings: { latencyMs: 99 } }, { cost: { micros: 100_000, currency: 'EUR' }, durationMs: 200 }],
])('Another %s of its line has a ready delivery prepared again', async (_name, changes, figures) => {
  const { call, id, digest, lineId, saveLine, line, clock } = await worldWithReady()
  await saveLine(lineId, changes)
  const { state, preparation } = await call('deliveries.get', { id })
  expect([state, preparation]).toMatchObject(['ready', figures])
  await expect(call('deliveries.confirm', { id, digest })).rejects.toThrow('delivery/prepared-again')
  await clock.advance(60_000)
  expect(line.sends).toEqual([])
  expect(await call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })).toEqual({
    isFirst: true,
  })
})

test('A confirmation that comes while the delivery is prepared again is refused as outdated', async () => {
  const { call, id, digest, lineId, lines, deliveryState } = await worldWithReady()
  const { name, kind, settings, currency, isDefault } = lines.get(lineId)
  const saved = lines.save({ id: lineId, name, kind, settings, currency, isDefault, priceMicros: 1 })
  expect(deliveryState(id)).toBe('preparing')
  await expect(call('deliveries.confirm', { id, digest })).rejects.toThrow('delivery/prepared-again')
  await saved
})

test('A new name, or a change of a line that it does not use, leaves a ready delivery alone', async () => {
  const { call, id, digest, lineId, saveLine, lines, pushes } = await worldWithReady()
  pushes.length = 0
  await saveLine(lineId, { name: 'Renamed' })
  const other = lines.list().find(each => each.id !== lineId)?.id ?? 0
  await saveLine(other, { priceMicros: 1, settings: { latencyMs: 1 } })
  expect(pushes.filter(({ name }) => name === 'delivery.changed')).toEqual([])
  expect(await call('deliveries.confirm', { id, digest })).toEqual({ isFirst: true })
})

test('Another default line has a delivery that uses the default prepared again, and is the one that sends', async () => {
  const { call, id, digest, lineId, saveLine, lines, clock, context } = await worldWithReady()
  const other = lines.list().find(each => each.id !== lineId)?.id ?? 0
  await saveLine(other, { isDefault: true })
  const { line, preparation } = await call('deliveries.get', { id })
  expect([line?.id, preparation?.terms.lineId]).toEqual([other, other])
  await expect(call('deliveries.confirm', { id, digest })).rejects.toThrow('delivery/prepared-again')
  await call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await clock.settle()
  const used = context.workspace.sql.prepare('SELECT DISTINCT line_id FROM attempts').pluck().all()
  expect(used).toEqual([other])
})

test('The default may change after the confirmation: the confirmed line sends', async () => {
  const { call, id, digest, lineId, saveLine, lines, clock, context, setDeliveryState } =
    await worldWithReady()
  await call('deliveries.confirm', { id, digest })
  setDeliveryState(id, 'paused')
  await saveLine(lines.list().find(each => each.id !== lineId)?.id ?? 0, { isDefault: true })
  await call('deliveries.resume', { id })
  await clock.settle()
  const used = context.workspace.sql.prepare('SELECT DISTINCT line_id FROM attempts').pluck().all()
  expect(used).toEqual([lineId])
})

test('Another default line means nothing to a delivery that names its line', async () => {
  const { call, id, digest, lineId, saveLine, lines } = await worldWithReady({ choosesLine: true })
  await saveLine(lines.list().find(each => each.id !== lineId)?.id ?? 0, { isDefault: true })
  expect(await call('deliveries.confirm', { id, digest })).toEqual({ isFirst: true })
})

test('A line that changes during the preparation counts as it is at the end', async () => {
  const { call, id, lineId, saveLine, preparations } = await worldWithReady()
  preparations.start(id)
  await saveLine(lineId, { priceMicros: 60_000 })
  expect((await call('deliveries.get', { id })).preparation?.cost.micros).toBe(120_000)
})

test('A change that was cut off before the deliveries were prepared again is made up for at the next start', async () => {
  const world = await worldWithReady()
  const { context, path, id, digest } = world
  context.workspace.sql.exec('UPDATE lines SET price_micros = 60000')
  await expect(world.call('deliveries.confirm', { id, digest })).rejects.toThrow('delivery/prepared-again')
  await world.stop()

  const next = createCampaignWorld(path)
  next.preparations.recover()
  await next.preparations.whenSettled(id)
  const { state, preparation } = await next.call('deliveries.get', { id })
  expect([state, preparation?.cost.micros]).toEqual(['ready', 120_000])
})

test('A delivery that has become a draft again no longer holds the line that it was prepared for', async () => {
  const { call, id, lineId, lines } = await worldWithReady()
  await call('deliveries.edit', { id, content: { text: 'Hello' } })
  await lines.remove({ id: lineId })
  expect(lines.list()).toHaveLength(1)
  expect((await call('deliveries.get', { id })).line).toBeNull()
})
