import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import type { Line, LineRecordView } from '../../../../src/shared/contract/lines.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

const counts = { accepted: 0, refused: 0, unknown: 0, receipts: 0, inbound: 0 }
let record: LineRecordView
const engine = standInForEngine({ 'lines.record': () => record })
const { default: LineOverview } = await import('../../../../src/renderer/features/lines/LineOverview.vue')

async function show(awaitsSince: number | null): Promise<string> {
  i18n.global.locale.value = 'en'
  engine.calls.length = 0
  record = { samples: [], counts, balance: null, usage: { day: 0, month: 0 }, awaitsSince }
  const line = { id: 1, settings: {}, health: {} } as unknown as Line
  const overview = mount(LineOverview, {
    props: { line },
    global: { plugins: [i18n], stubs: { UiChart: true } },
  })
  await vi.waitFor(() => expect(overview.text()).toContain('Sent today'))
  const text = overview.text()
  overview.unmount()
  return text
}

it('says since when an answer of the modem is awaited, once that takes longer than usual', async () => {
  expect(await show(null)).not.toContain('Waiting for an answer')
  expect(await show(Date.now() - 3_000)).not.toContain('Waiting for an answer')
  expect(await show(Date.now() - 40_000)).toContain('Waiting for an answer since')
})
