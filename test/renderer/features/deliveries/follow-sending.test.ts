import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import type { DeliveryProgress } from '../../../../src/shared/contract/deliveries.ts'
import { messageStates } from '../../../../src/shared/lifecycles/message.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

const none = Object.fromEntries(messageStates.map(state => [state, 0])) as DeliveryProgress['counts']
const minuteMs = 60_000
const sending: DeliveryProgress = {
  id: 7,
  state: 'sending',
  counts: none,
  perMinute: null,
  remainingMs: null,
  waiting: null,
  dated: null,
  nextWaveAt: null,
  rest: null,
  awaySince: null,
}
let progress = sending
const engine = standInForEngine({
  'deliveries.get': () => ({ id: 7, label: 'Recall', state: progress.state, counts: progress.counts }),
  'deliveries.page': () => ({ total: 1, hidden: 0, rows: progress.state === 'sending' ? [{ id: 7 }] : [] }),
  'deliveries.progress': () => progress,
})
const keepAwake = vi.fn(async () => {})
const notify = vi.fn(async () => {})
Object.assign(window.campanileDesktop ?? {}, { keepAwake, notify })
const { followSending } = await import('../../../../src/renderer/features/deliveries/follow-sending.ts')

let stop = (): void => {}

function push(fresh: Partial<DeliveryProgress>): void {
  progress = { ...sending, ...fresh }
  engine.push('delivery.progressed', progress)
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  i18n.global.locale.value = 'en'
  progress = sending
  keepAwake.mockClear()
  notify.mockClear()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

it('keeps the machine awake while something is being sent and only then, and announces the end', async () => {
  stop = followSending()
  await vi.waitFor(() => expect(keepAwake).toHaveBeenLastCalledWith(true))
  push({ state: 'finished', counts: { ...none, delivered: 9, failed: 1 } })
  await vi.waitFor(() => expect(keepAwake).toHaveBeenLastCalledWith(false))
  await vi.waitFor(() => expect(notify).toHaveBeenCalledTimes(1))
  expect(notify).toHaveBeenCalledWith('“Recall” is finished', '10 messages · Delivered 9 · Failed 1')
})

it('lets the machine sleep while a delivery rests for hours, and keeps it awake again before it goes on', async () => {
  stop = followSending()
  await vi.waitFor(() => expect(keepAwake).toHaveBeenLastCalledWith(true))
  push({ rest: { until: 120 * minuteMs, cause: 'wave' } })
  await vi.waitFor(() => expect(keepAwake).toHaveBeenLastCalledWith(false))
  await vi.advanceTimersByTimeAsync(100 * minuteMs)
  expect(keepAwake).toHaveBeenLastCalledWith(false)
  await vi.advanceTimersByTimeAsync(10 * minuteMs)
  expect(keepAwake).toHaveBeenLastCalledWith(true)
})

it('sees that a night has begun although nothing is pushed then', async () => {
  stop = followSending()
  await vi.waitFor(() => expect(keepAwake).toHaveBeenLastCalledWith(true))
  progress = { ...sending, rest: { until: 600 * minuteMs, cause: 'wave' } }
  await vi.advanceTimersByTimeAsync(minuteMs)
  expect(keepAwake).toHaveBeenLastCalledWith(false)
})

it('does not keep the machine awake for a delivery that waits for a decision', async () => {
  progress = { ...sending, rest: { until: null, cause: 'choice' } }
  stop = followSending()
  await vi.advanceTimersByTimeAsync(10 * minuteMs)
  expect(keepAwake).not.toHaveBeenCalledWith(true)
})

it('lets the machine sleep while the line is away, also shortly before its time, and not once it is back', async () => {
  stop = followSending()
  await vi.waitFor(() => expect(keepAwake).toHaveBeenLastCalledWith(true))
  push({ awaySince: 0 })
  await vi.waitFor(() => expect(keepAwake).toHaveBeenLastCalledWith(false))
  push({ awaySince: 0, rest: { until: 5 * minuteMs, cause: 'hours' } })
  await vi.advanceTimersByTimeAsync(2 * minuteMs)
  expect(keepAwake).toHaveBeenLastCalledWith(false)
  push({})
  await vi.waitFor(() => expect(keepAwake).toHaveBeenLastCalledWith(true))
})
