import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StateCounts } from '../../../../src/shared/contract/series-sums.ts'
import { ratesOf } from '../../../../src/shared/delivery/delivery-rates.ts'
import { messageStates } from '../../../../src/shared/lifecycles/message.ts'

const none = Object.fromEntries(messageStates.map(state => [state, 0])) as StateCounts
const counts = fc.array(fc.nat(1000), { minLength: messageStates.length, maxLength: messageStates.length })

test('Every message is sent, unknown, waiting or unsent, and never two of them', () => {
  fc.assert(
    fc.property(counts, values => {
      const given = Object.fromEntries(messageStates.map((state, index) => [state, values[index]]))
      const { toDeliver, sent, unknown, waiting, unsent, accepted, delivered, failed } = ratesOf(
        given as StateCounts,
      )
      expect(toDeliver).toBe(values.reduce((sum, value) => sum + value, 0))
      expect(toDeliver).toBe(sent + unknown + waiting + unsent)
      expect(sent).toBe(accepted + delivered + failed)
    }),
  )
})

test('Rates are of what was sent, and there is none before', () => {
  expect(ratesOf({ ...none, queued: 5 })).toMatchObject({ deliveredRate: null, errorRate: null })
  expect(ratesOf({ ...none, delivered: 6, undelivered: 1, failed: 1, unknown: 9 })).toMatchObject({
    sent: 8,
    takenByNetwork: 7,
    deliveredRate: 0.75,
    errorRate: 0.25,
  })
})
