import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeliveryContent } from '../../src/shared/delivery/delivery-content.ts'
import { createWorld } from '../support/world.ts'

const phones = Array.from({ length: 6 }, (_, index) => `+447700900${String(index + 1).padStart(3, '0')}`)

/** Pieces of text that cost differently: plain letters, double septets, national letters, other scripts, emoji. */
const piece = fc.oneof(
  fc.string({ maxLength: 90 }).map(text => text.replaceAll(/[{}]/g, '')),
  fc.constantFrom('€^[]~|\\', 'çğışİ', 'Łódź', 'שלום', '👩‍👩‍👧‍👦', '🎉🎉', '\r\n', 'Ω', 'ÇÉÑÜ', '…', '“x”'),
  fc.integer({ min: 1, max: 200 }).map(length => 'x'.repeat(length)),
)

test('The estimate, the preparation and what the simulated network billed agree, part for part, for any text', async () => {
  const world = createWorld()
  await world.addLine({ latencyMs: 0 })
  await world.addPeople(phones)
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      async (pieces, hasFooter) => {
        const text = `a{{ first_name }}${pieces.join('')}`
        const content: DeliveryContent = { text, ...(hasFooter ? { footer: { kind: 'on' } } : {}) }
        const estimate = await world.call('content.count', {
          ...content,
          lineId: null,
          maxParts: 10,
          job: 'a',
        })
        const billedBefore = world.network.journal.parts.length
        const { id, preparation } = await world.prepareDelivery(content)
        expect(preparation?.parts).toBe(estimate?.parts)
        await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
        await world.finish(id)
        expect(world.network.journal.parts.length - billedBefore).toBe(estimate?.parts)
      },
    ),
    { numRuns: 15 },
  )
})
