import type { Database } from 'better-sqlite3'

/** Everything that an import may change about people, each value as it is stored. */
export function readPeopleBytes(sql: Database): Readonly<Record<string, unknown[]>> {
  const all = (query: string): unknown[] => sql.prepare(query).raw().all()
  return {
    people: all('SELECT *, typeof(fields), hex(fields) FROM people ORDER BY id'),
    names: all('SELECT * FROM person_names ORDER BY 1, 2'),
    phones: all('SELECT * FROM person_phones ORDER BY 1, 2'),
    tags: all('SELECT * FROM tags ORDER BY id'),
    tagged: all('SELECT * FROM person_tags ORDER BY 1, 2'),
    lists: all('SELECT id, name, member_set FROM audiences ORDER BY id'),
    fields: all('SELECT * FROM person_fields ORDER BY key'),
    choices: all('SELECT * FROM field_choices ORDER BY 1, 2'),
    traces: all('SELECT import_id FROM import_matches UNION ALL SELECT import_id FROM import_changes'),
  }
}
