import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeliveryRule } from '../../../../../src/shared/contract/delivery-rules.ts'
import type { WhoSettings } from '../../../../../src/shared/delivery/who-settings.ts'
import { exclusionCauses } from '../../../../../src/shared/exclusion-cause.ts'
import type { Rule } from '../../../../../src/shared/rule.ts'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

const day = 86_400_000

const person = fc.record({
  phone: fc.constantFrom(null, '+447700900001', '+447700900002', '+447700900003', '+442079460000'),
  phoneProblem: fc.constantFrom('missing', 'too-short'),
  phoneType: fc.constantFrom('mobile', 'fixed-or-mobile', 'fixed'),
  firstName: fc.constantFrom('', 'Ann', 'Łucja', 'x'.repeat(170)),
  block: fc.constantFrom('blocked' as const, 'suspended' as const, undefined, undefined, undefined),
  isSubscribed: fc.boolean(),
  isSuppressed: fc.boolean(),
  /** How many days ago, or ahead, they are texted by another delivery. */
  texted: fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 3 }),
})
type Given = typeof person extends fc.Arbitrary<infer One> ? One : never

const size = fc.oneof(
  fc.record({ of: fc.constant('percent' as const), percent: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ of: fc.constant('count' as const), count: fc.integer({ min: 1, max: 5 }) }),
)
const controlGroup = fc.oneof(
  fc.record({ pick: fc.constant('random' as const), size }),
  fc.record({
    pick: fc.constant('sorted' as const),
    field: fc.constant('first_name'),
    order: fc.constantFrom('ascending' as const, 'descending' as const),
    size,
  }),
)
const who: fc.Arbitrary<WhoSettings> = fc.record(
  {
    listId: fc.constant(1),
    cap: fc.constantFrom('exclude' as const, 'postpone' as const, 'ignore' as const),
    isService: fc.boolean(),
    controlGroup,
  },
  { requiredKeys: [] },
)
const caps = fc.array(
  fc.record({ most: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 1, max: 9 }) }),
  { maxLength: 2 },
)
const rules = fc.subarray(['Ann', 'Łucja'])

function nameIs(value: string): Rule {
  const item = { type: 'field', field: 'first_name', operator: 'is', value } as const
  return { version: 3, root: { type: 'group', match: 'all', items: [item] } }
}

/** Makes the workspace one in which only these people are, with what was and will be sent to them. */
function fill(world: CampaignWorld, people: readonly Given[], deliveryId: number): number[] {
  const { sql } = world.context.workspace
  sql.exec('DELETE FROM suppressions; DELETE FROM subscriptions; DELETE FROM messages')
  const ids = world.addPeople(people.map(({ block, ...each }) => (block ? { ...each, block } : each)))
  const text = sql.prepare(`INSERT OR IGNORE INTO messages
    (delivery_id, person_id, recipient, text, encoding, parts, state, accepted_at, changed_at)
    VALUES (?, ?, ?, '', 'gsm7', 1, 'accepted', ?, 0)`)
  for (const [index, { phone, isSubscribed, isSuppressed, texted }] of people.entries()) {
    const id = ids[index] ?? 0
    if (isSubscribed) sql.exec(`INSERT INTO subscriptions VALUES (1, ${id}, 'subscribed', 0, 0, '', 0)`)
    if (phone === null) continue
    if (isSuppressed)
      sql.exec(`INSERT OR IGNORE INTO suppressions (phone, cause, at) VALUES ('${phone}', 'manual', 0)`)
    for (const [at, days] of texted.entries()) {
      text.run(deliveryId + at, id, phone, world.clock.now() + days * day)
    }
  }
  return ids
}

async function setRules(world: CampaignWorld, names: readonly string[]): Promise<void> {
  const there: DeliveryRule[] = await world.call('deliveryRules.list', {})
  for (const { id } of there) await world.call('deliveryRules.remove', { id })
  for (const name of names) {
    await world.call('deliveryRules.save', { name, rule: nameIs(name), scope: {}, isOn: true })
  }
}

test('For any people and rules the sums hold, and everyone is in exactly one of messages and exclusions', async () => {
  const world = createCampaignWorld()
  await world.addLine()
  const { sql } = world.context.workspace
  sql.exec("INSERT INTO subscription_lists (id, name, created_at, changed_at) VALUES (1, 'News', 0, 0)")
  const others = [world.addDraft('a'), world.addDraft('b'), world.addDraft('c')]
  sql.exec("UPDATE deliveries SET state = 'paused', confirmed_at = 0")
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { maxLength: 12 }),
      who,
      caps,
      rules,
      async (people, given, someCaps, names) => {
        await setRules(world, [])
        await world.call('deliveryRules.setCaps', { caps: someCaps })
        const ids = fill(world, people, others[0] ?? 0)
        await setRules(world, names)
        const id = world.addDraft('Hi {{ first_name }}', { maxParts: 1, people: ids, who: given })
        const { state, preparation, counts } = await world.prepare(id)
        expect(state).toBe('ready')
        if (!preparation) return
        const { targeted, toDeliver, excluded, excludedTotal } = preparation
        expect(targeted).toBe(people.length)
        expect(excludedTotal).toBe(excluded.reduce((sum, { count }) => sum + count, 0))
        expect(targeted).toBe(excludedTotal + toDeliver)
        expect(counts.queued).toBe(toDeliver)
        const { rows } = await world.call('deliveries.exclusions', { id })
        for (const { cause, count } of excluded) {
          expect(rows.filter(({ causes }) => causes[0]?.cause === cause)).toHaveLength(count)
        }
        for (const { causes } of rows) {
          const order = causes.map(({ cause }) => exclusionCauses.indexOf(cause))
          expect(order).toEqual(order.toSorted((left, right) => left - right))
        }
        const messages = sql
          .prepare('SELECT person_id personId, recipient FROM messages WHERE delivery_id = ?')
          .all(id) as { personId: number; recipient: string }[]
        expect(new Set(messages.map(({ recipient }) => recipient)).size).toBe(messages.length)
        const accounted = [...messages, ...rows].map(({ personId }) => personId)
        expect(accounted.toSorted((left, right) => left - right)).toEqual(ids)
        world.setDeliveryState(id, 'stopped')
      },
    ),
    { numRuns: 80 },
  )
})
