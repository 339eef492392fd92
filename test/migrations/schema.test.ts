import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../../src/main/engine/database/open.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'

function open(): Workspace {
  return openWorkspace(join(createTemporaryFolder(), 'test.campanile'))
}

describe('the schema', () => {
  it('has strict tables without dangling keys', () => {
    const workspace = open()
    const loose = workspace.sql
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      )
      .all()
    expect(loose).toEqual([])
    expect(workspace.sql.pragma('foreign_key_check')).toEqual([])
    workspace.close()
  })

  it('never gives the id of a person twice', () => {
    const workspace = open()
    const { sql } = workspace
    const add = sql.prepare('INSERT INTO people (created_at, updated_at) VALUES (0, 0)')
    expect([add.run(), add.run()].map(result => result.lastInsertRowid)).toEqual([1, 2])
    sql.exec('DELETE FROM people')
    expect(add.run().lastInsertRowid).toBe(3)
    workspace.close()
  })

  it('keeps the orders of people through every change', () => {
    const workspace = open()
    const { sql } = workspace
    const orders = () => [
      sql.prepare('SELECT name_key, person_id FROM person_names').raw().all(),
      sql.prepare('SELECT phone, person_id FROM person_phones').raw().all(),
    ]
    sql.exec(
      "INSERT INTO people (name_key, phone, created_at, updated_at) VALUES ('b', '+331', 0, 0), ('a', NULL, 0, 0)",
    )
    expect(orders()).toEqual([
      [
        ['a', 2],
        ['b', 1],
      ],
      [
        ['', 2],
        ['+331', 1],
      ],
    ])
    sql.exec("UPDATE people SET name_key = 'c', phone = '+332' WHERE id = 2")
    expect(orders()).toEqual([
      [
        ['b', 1],
        ['c', 2],
      ],
      [
        ['+331', 1],
        ['+332', 2],
      ],
    ])
    sql.exec('DELETE FROM people WHERE id = 1')
    expect(orders()).toEqual([[['c', 2]], [['+332', 2]]])
    workspace.close()
  })

  it('lets only the message leave that its number was given to', () => {
    const workspace = open()
    const { sql } = workspace
    sql.exec(`
      INSERT INTO populations (id) VALUES (1);
      INSERT INTO deliveries (id, label, state, content, settings, population_id, created_at)
      VALUES (1, 'Spring', 'sending', '{}', '{}', 1, 0), (2, 'Summer', 'sending', '{}', '{}', 1, 0);
      INSERT INTO messages (id, delivery_id, person_id, recipient, text, encoding, parts, changed_at)
      VALUES (1, 1, 1, '+447700900001', 'Hi', 'gsm7', 1, 0), (2, 1, 2, '+447700900001', 'Hi', 'gsm7', 1, 0),
        (3, 2, 1, '+447700900001', 'Hi', 'gsm7', 1, 0);
      INSERT INTO delivery_recipients VALUES (1, '+447700900001', 1)`)
    const claim = sql.prepare("UPDATE messages SET state = 'claimed' WHERE id = ?")
    expect(claim.run(1).changes).toBe(1)
    expect(() => claim.run(2)).toThrow('the number is not given to this message')
    expect(() => claim.run(3)).toThrow('the number is not given to this message')
    expect(() => sql.exec("INSERT INTO delivery_recipients VALUES (1, '+447700900001', 2)")).toThrow('UNIQUE')
    sql.exec('DELETE FROM messages WHERE id = 1')
    expect(sql.prepare('SELECT * FROM delivery_recipients').all()).toEqual([])
    workspace.close()
  })
})
