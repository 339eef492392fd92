import { expect, it } from 'vitest'
import BreakdownTable from '../../../../../src/renderer/features/deliveries/figures/BreakdownTable.vue'
import { messageStates } from '../../../../../src/shared/lifecycles/message.ts'
import type { BreakdownRow } from '../../../../../src/shared/contract/delivery-figures.ts'
import { i18n } from '../../../../../src/renderer/i18n/index.ts'
import { mountKit } from '../../../ui/mount-kit.ts'

const none = Object.fromEntries(messageStates.map(state => [state, 0])) as BreakdownRow['counts']
const row = (key: string, delivered: number, failed: number): BreakdownRow => ({
  key,
  messages: delivered + failed,
  parts: delivered + failed,
  counts: { ...none, delivered, failed },
})

it('says under the rows what share of all was delivered', () => {
  i18n.global.locale.value = 'en'
  const table = mountKit(BreakdownTable, {
    props: { by: 'country', rows: [row('GB', 90, 10), row('FR', 20, 80)] },
  })
  const cells = table.findAll('tfoot td').map(cell => cell.text())
  expect(cells.at(-2)).toBe('55%')
})
