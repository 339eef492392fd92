import { describe, expect, it } from 'vitest'
import { peopleHandlers } from '../../../../../../src/main/engine/people/handlers.ts'
import { readTimeline } from '../../../../../../src/main/engine/people/timeline/read-timeline.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../../support/people-world.ts'

/** Person 1 with a message, replies, exclusions and clicks in two deliveries; person 2 has the same number. */
function createHistory(): PeopleWorld {
  const world = createPeopleWorld()
  world.context.workspace.sql.exec(`
    INSERT INTO people (phone, first_name, created_at, updated_at)
    VALUES ('+447700900001', 'Ada', 0, 0), ('+447700900001', 'Ada', 0, 0), ('+447700900003', 'Bo', 0, 0);
    INSERT INTO lines (id, name, kind, settings, price_micros, currency, created_at)
    VALUES (1, 'Stick', 'simulator', '{}', 0, 'EUR', 0);
    INSERT INTO populations (id) VALUES (1);
    INSERT INTO deliveries (id, label, state, content, settings, population_id, created_at, confirmed_at)
    VALUES (1, 'Spring', 'finished', '{}', '{}', 1, 1, 10), (2, 'Summer', 'ready', '{}', '{}', 1, 40, NULL);
    INSERT INTO messages (delivery_id, person_id, recipient, text, encoding, parts, state, accepted_at, changed_at)
    VALUES (1, 1, '+447700900001', 'Hello', 'gsm7', 1, 'delivered', 11, 15);
    INSERT INTO exclusions VALUES (2, 1, 0, 'required-field-empty', 'city'), (2, 1, 1, 'too-many-parts', '4'),
      (1, 2, 0, 'duplicate-number', '1');
    INSERT INTO inbound_messages (line_id, sender, text, sent_at, received_at, told_as, read_in, read_by)
    VALUES (1, '+447700900001', 'Yes', 12, 13, '07700900001', 'GB', 'sim'),
      (1, '+447700900003', 'No', 12, 13, NULL, NULL, NULL);
    INSERT INTO clicks (person_id, at, url, delivery_id) VALUES (1, 20, 'https://example.com', 1),
      (1, 21, 'https://example.com/other', NULL);`)
  return world
}

const whole = { offset: 0, limit: 100 }

describe('the history of a person', () => {
  it('has both directions, every cause of an exclusion, and links', () => {
    const { sql } = createHistory().context.workspace
    const { total, rows } = readTimeline(sql, { id: 1, ...whole })
    expect(total).toBe(5)
    expect(rows).toMatchObject([
      {
        kind: 'excluded',
        at: 40,
        deliveryLabel: 'Summer',
        causes: [
          { cause: 'required-field-empty', detail: 'city' },
          { cause: 'too-many-parts', detail: '4' },
        ],
      },
      { kind: 'clicked', at: 21, deliveryId: null, deliveryLabel: null },
      { kind: 'clicked', at: 20, url: 'https://example.com', deliveryLabel: 'Spring' },
      {
        kind: 'received',
        at: 13,
        text: 'Yes',
        lineName: 'Stick',
        told: { number: '07700900001', country: 'GB', by: 'sim' },
      },
      { kind: 'sent', at: 11, text: 'Hello', state: 'delivered', deliveryLabel: 'Spring' },
    ])
    expect(new Set(rows.map(({ key }) => key)).size).toBe(5)
  })

  it('is read in pieces, by kind, and for one delivery', () => {
    const { sql } = createHistory().context.workspace
    const kinds = (more: object) => {
      const { total, rows } = readTimeline(sql, { id: 1, ...whole, ...more })
      return [total, ...rows.map(({ kind }) => kind)]
    }
    expect(kinds({ offset: 1, limit: 2 })).toEqual([5, 'clicked', 'clicked'])
    expect(kinds({ offset: 4, limit: 2 })).toEqual([5, 'sent'])
    expect(kinds({ offset: 9 })).toEqual([5])
    expect(kinds({ kinds: ['sent', 'received'] })).toEqual([2, 'received', 'sent'])
    expect(kinds({ deliveryId: 1 })).toEqual([2, 'clicked', 'sent'])
    expect(kinds({ deliveryId: 9 })).toEqual([0])
  })

  it('goes on with what happened to whoever was merged into them', async () => {
    const world = createHistory()
    const { sql } = world.context.workspace
    await peopleHandlers(world.context)['people.merge']({ intoId: 1, fromId: 2 })
    const { rows } = readTimeline(sql, { id: 2, kinds: ['excluded'], ...whole })
    expect(rows).toMatchObject([
      { deliveryLabel: 'Summer' },
      { deliveryLabel: 'Spring', causes: [{ cause: 'duplicate-number', other: { id: 1, name: 'Ada' } }] },
    ])
  })

  it('is empty for somebody to whom nothing happened, and not there for nobody', () => {
    const { sql } = createPeopleWorld().context.workspace
    sql.exec('INSERT INTO people (created_at, updated_at) VALUES (0, 0)')
    expect(readTimeline(sql, { id: 1, ...whole })).toEqual({ total: 0, rows: [] })
    expect(() => readTimeline(sql, { id: 2, ...whole })).toThrow(
      expect.objectContaining({ code: 'person/not-found' }),
    )
  })
})
