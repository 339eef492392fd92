import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'

const person = fc.record({
  phone: fc.constantFrom(null, '+447700900001', '+447700900002', '+447700900003', '+442079460000'),
  phoneProblem: fc.constantFrom('missing', 'too-short'),
  phoneType: fc.constantFrom('mobile', 'fixed-or-mobile', 'fixed'),
  firstName: fc.constantFrom('', 'Ann', 'Łucja', 'x'.repeat(170)),
})

test('For any people the sums hold, no number gets two messages, and everyone is accounted for once', async () => {
  const world = createCampaignWorld()
  await world.addLine()
  const { sql } = world.context.workspace
  await fc.assert(
    fc.asyncProperty(fc.array(person, { maxLength: 12 }), async people => {
      const ids = world.addPeople(people)
      const id = world.addDraft('Hi {{ first_name }}', { maxParts: 1, people: ids })
      const { state, preparation, counts } = await world.prepare(id)
      expect(state).toBe('ready')
      if (!preparation) return
      const { targeted, toDeliver, excluded } = preparation
      expect(targeted).toBe(people.length)
      expect(targeted).toBe(excluded.reduce((sum, { count }) => sum + count, 0) + toDeliver)
      expect(counts.queued).toBe(toDeliver)
      const texted = world.messages(id).map(({ recipient }) => recipient)
      expect(new Set(texted).size).toBe(texted.length)
      const accounted = sql
        .prepare(
          `SELECT person_id FROM messages WHERE delivery_id = @id
           UNION ALL SELECT person_id FROM exclusions WHERE delivery_id = @id AND position = 0`,
        )
        .pluck()
        .all({ id }) as number[]
      expect(accounted.toSorted((left, right) => left - right)).toEqual(ids)
    }),
    { numRuns: 60 },
  )
})
