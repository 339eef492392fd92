import type { Database } from 'better-sqlite3'
import type { Condition } from '../../src/shared/rule.ts'

const firstNames = ['Anna', 'Bert', 'Chloé', 'Åsa', 'Jürgen', 'Łukasz', 'Zoë', 'Maxime', 'Oluwaseun', '']
const text =
  'Hello {{ first_name | default: "there" }}, your appointment is due. Call us or come by before Friday to keep it. Reply STOP to end.'

/** People who are texted by an earlier delivery: one in so many. */
const oneTextedIn = 5

/**
 * Six ways of leaving people out of the delivery of `createPreparable`: blocked people (2 %), a required list (4 % are
 * not on it), two rules with a name (2 % and 1 %), a frequency cap that an earlier delivery to one in five has used up,
 * and a control group of 5 % by lot.
 */
export function addRules(sql: Database): void {
  const who = { listId: 1, controlGroup: { pick: 'random', size: { of: 'percent', percent: 5 } } }
  sql.transaction(() => {
    sql.exec(`
      UPDATE people SET block = 'blocked' WHERE id % 50 = 17;
      INSERT INTO subscription_lists (id, name, created_at, changed_at) VALUES (1, 'News', 0, 0);
      INSERT INTO subscriptions SELECT 1, id, 'subscribed', 0, 0, '', 0 FROM people WHERE id % 25 <> 13;
      INSERT INTO settings VALUES ('frequencyCaps', '[{"most":1,"days":7}]');
      INSERT INTO deliveries (id, label, state, content, settings, population_id, created_at, confirmed_at, begun_at)
      VALUES (2, 'Earlier', 'paused', '{"text":"Hi"}', '{"lineId":null,"maxParts":2}', 1, 0, 0, 0)`)
    sql
      .prepare(
        `INSERT INTO messages
           (delivery_id, person_id, recipient, text, encoding, parts, state, accepted_at, changed_at)
         SELECT 2, id, phone, 'Hi', 'gsm7', 1, 'accepted', @now, @now FROM people
         WHERE phone_type = 'mobile' AND id % ${oneTextedIn} = 0 GROUP BY phone`,
      )
      .run({ now: Date.now() })
    addRule(sql, 'Colleagues', {
      type: 'field',
      field: 'last_name',
      operator: 'starts-with',
      value: 'Name 12',
    })
    addRule(sql, 'Maxime', {
      type: 'field',
      field: 'last_name',
      operator: 'is-one-of',
      value: ['Name 7', 'Name 8'],
    })
    sql
      .prepare('UPDATE deliveries SET settings = ? WHERE id = 1')
      .run(JSON.stringify({ lineId: null, maxParts: 2, who }))
  })()
}

/** Another delivery, sent by a ramp and never at night, with a message waiting for everyone who can be texted. */
export function addQueued(sql: Database): void {
  const timing = {
    spread: { kind: 'ramp', perHour: 5000, growth: 50 },
    quietHours: { kind: 'country' },
  }
  sql
    .prepare(
      `INSERT INTO deliveries (id, label, state, content, settings, population_id, created_at, confirmed_at, begun_at)
       VALUES (2, 'Other', 'paused', '{"text":"Hi"}', ?, 1, 0, 0, 0)`,
    )
    .run(JSON.stringify({ lineId: null, maxParts: 2, timing }))
  sql.exec(`
    INSERT INTO messages (delivery_id, person_id, recipient, text, encoding, parts, state, changed_at)
    SELECT 2, id, phone, 'Hi', 'gsm7', 1, 'queued', 0 FROM people WHERE phone_type = 'mobile' GROUP BY phone`)
}

function addRule(sql: Database, name: string, condition: Condition): void {
  const rule = { version: 3, root: { type: 'group', match: 'all', items: [condition] } }
  sql
    .prepare(
      'INSERT INTO delivery_rules (name, name_key, rule, scope, is_on, updated_at) VALUES (?, ?, ?, ?, 1, 0)',
    )
    .run(name, name.toLowerCase(), JSON.stringify(rule), '{}')
}

/**
 * Fills a workspace with `n` people, of whom some have no number, a wrong one, a landline or that of somebody else,
 * and with delivery 1 to all of them, as a draft.
 */
export function createPreparable(sql: Database, n: number): void {
  sql.transaction(() => {
    const person = sql.prepare(
      `INSERT INTO people (phone, phone_input, phone_type, phone_problem, country, first_name, last_name, language,
         created_at, updated_at)
       VALUES (?, ?, ?, ?, 'GB', ?, ?, 'en', 0, 0)`,
    )
    for (let index = 0; index < n; index += 1) {
      const [phone, type, problem] = phoneOf(index, n)
      person.run(phone, phone ?? 'n/a', type, problem, firstNames[index % 10], `Name ${index % 5000}`)
    }
    sql.exec(`
      INSERT INTO lines (id, name, kind, settings, price_micros, currency, is_default, created_at)
      VALUES (1, 'Simulator', 'simulator', '{"latencyMs":5,"perMinute":0,"speed":1}', 75000, 'EUR', 1, 0);
      INSERT INTO populations (id, count) VALUES (1, ${n});
      INSERT INTO population_members (population_id, person_id) SELECT 1, id FROM people;`)
    sql
      .prepare(
        `INSERT INTO deliveries (id, label, state, content, settings, population_id, created_at)
         VALUES (1, 'Benchmark', 'draft', ?, '{"lineId":null,"maxParts":2}', 1, 0)`,
      )
      .run(JSON.stringify({ text }))
  })()
}

/** Of a hundred: three without a number, two wrong, two landlines, five with the number of somebody before them. */
function phoneOf(index: number, n: number): [string | null, string | null, string | null] {
  const kind = index % 100
  if (kind < 3) return [null, null, 'missing']
  if (kind < 5) return [null, null, 'too-short']
  if (kind < 7) return [`+4420${digits(index)}`, 'fixed', null]
  const owner = kind < 12 && index > 100 ? index - 50 : index
  // A step that shares no factor with the range visits every number once, in no order.
  return [`+447${digits((owner * 7_654_321) % Math.max(n, 100_000_000))}`, 'mobile', null]
}

function digits(number: number): string {
  return String(number).padStart(9, '0')
}
