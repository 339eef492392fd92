import type { Database } from 'better-sqlite3'

/** Fills a workspace with `n` people with four custom fields, of whom one in five was texted 10 days ago. */
export function createCountable(sql: Database, n: number): void {
  sql.exec(`
    INSERT INTO person_fields (key, label, type, position)
    VALUES ('city', 'City', 'text', 1), ('birthday', 'Birthday', 'date', 2), ('points', 'Points', 'number', 3),
      ('member', 'Member', 'boolean', 4);
    INSERT INTO lines (id, name, kind, settings, price_micros, currency, created_at)
    VALUES (1, 'Simulator', 'simulator', '{}', 0, 'EUR', 0);
    INSERT INTO populations (id) VALUES (1);
    INSERT INTO deliveries (id, label, state, content, settings, population_id, created_at, confirmed_at)
    VALUES (1, 'Test', 'finished', '{}', '{}', 1, 0, 0);`)
  sql
    .prepare(
      `WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < ?)
       INSERT INTO people (phone, phone_input, phone_type, country, first_name, last_name, language, fields,
         name_key, created_at, updated_at)
       SELECT '+4477' || (10000000 + i), '077 ' || (10000000 + i), 'mobile',
         CASE i % 4 WHEN 0 THEN 'FR' WHEN 1 THEN 'NL' WHEN 2 THEN 'SE' ELSE 'GB' END,
         'Anna' || (i % 11), 'Jansen' || (i * 7919 % 997),
         CASE i * 7 % 5 WHEN 0 THEN 'fr' WHEN 1 THEN 'nl' WHEN 2 THEN 'sv' ELSE 'en' END,
         jsonb_object(
           'city', CASE i * 31 % 7 WHEN 0 THEN 'Paris' WHEN 1 THEN 'Gent' WHEN 2 THEN 'Malmö' ELSE 'Lyon' END,
           'birthday', (1940 + i * 17 % 60) || '-0' || (1 + i % 9) || '-' || (10 + i % 19),
           'points', CAST(i * 13 % 2500 AS TEXT),
           'member', iif(i % 3 = 0, 'true', 'false')
         ),
         'jansen anna', 0, 0
       FROM number`,
    )
    .run(n)
  const at = Date.now() - 10 * 86_400_000
  sql
    .prepare(
      `INSERT INTO messages (delivery_id, person_id, recipient, text, encoding, parts, state, accepted_at,
         settled_at, changed_at)
       SELECT 1, id, phone, 'Hello', 'gsm7', 1, 'delivered', @at, @at, @at FROM people WHERE id % 5 = 0`,
    )
    .run({ at })
}
