import type { Database } from 'better-sqlite3'

const firstNames = ['Anna', 'Bert', 'Chloé', 'Åsa', 'Jürgen', 'Łukasz', 'Zoë', 'Maxime', 'Oluwaseun', '']
const text =
  'Hello {{ first_name | default: "there" }}, your appointment is due. Call us or come by before Friday to keep it. Reply STOP to end.'

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
      INSERT INTO lines VALUES (1, 'Simulator', 'simulator', '{"latencyMs":5,"perMinute":0,"speed":1}', 75000, 'EUR', 1, 0, NULL);
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
