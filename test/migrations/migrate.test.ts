import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { loadMigrations, migrate, type Migration } from '../../src/main/engine/database/migrate.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'

function openEmpty(): Database {
  const database = new Sqlite(join(createTemporaryFolder(), 'test.db'))
  database.pragma('foreign_keys = ON')
  return database
}

const parents: Migration = {
  number: 1,
  name: '0001_parents',
  sql: `
    CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE children (
      id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE
    ) STRICT;
    INSERT INTO parents VALUES (1, 'one'), (2, 'two');
    INSERT INTO children VALUES (1, 1), (2, 1), (3, 2);`,
}

const rebuild: Migration = {
  number: 2,
  name: '0002_rebuild',
  sql: `
    CREATE TABLE new_parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'none', age INTEGER) STRICT;
    INSERT INTO new_parents (id, name) SELECT id, name FROM parents;
    DROP TABLE parents;
    ALTER TABLE new_parents RENAME TO parents;`,
}

describe('migrating', () => {
  it('keeps the children when a parent table is rebuilt, and keys are watched again afterwards', () => {
    const database = openEmpty()
    migrate(database, [parents, rebuild])
    expect(database.prepare('SELECT count(*) FROM children').pluck().get()).toBe(3)
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(() => database.exec('INSERT INTO children VALUES (9, 99)')).toThrow('FOREIGN KEY')
    database.exec('DELETE FROM parents WHERE id = 1')
    expect(database.prepare('SELECT count(*) FROM children').pluck().get()).toBe(1)
  })

  it('does all steps or none', () => {
    const database = openEmpty()
    const faulty = { number: 3, name: '0003_faulty', sql: 'CREATE TABLE more (id INTEGER) STRICT; NONSENSE;' }
    migrate(database, [parents])
    expect(() => migrate(database, [parents, rebuild, faulty])).toThrow('NONSENSE')
    expect(database.pragma('user_version', { simple: true })).toBe(1)
    expect(database.pragma('table_info(parents)')).toHaveLength(2)
    migrate(database, [parents, rebuild])
    expect(database.pragma('user_version', { simple: true })).toBe(2)
  })

  it('refuses a file whose steps were others when they were applied, and leaves it as it is', () => {
    const database = openEmpty()
    migrate(database, [parents])
    const other = { ...parents, sql: `${parents.sql} CREATE TABLE more (id INTEGER) STRICT;` }
    const refusal = expect.objectContaining({ code: 'workspace/other-build' }) as Error
    expect(() => migrate(database, [other, rebuild])).toThrow(refusal)
    expect(database.pragma('user_version', { simple: true })).toBe(1)
    database.exec('DROP TABLE applied_steps')
    expect(() => migrate(database, [parents])).toThrow(refusal)
  })

  it('refuses a step after which keys dangle', () => {
    const database = openEmpty()
    migrate(database, [parents])
    const losing = { number: 2, name: '0002_losing', sql: 'DELETE FROM parents WHERE id = 2' }
    expect(() => migrate(database, [parents, losing])).toThrow(
      expect.objectContaining({ code: 'workspace/damaged', data: { table: 'children' } }),
    )
    expect(database.prepare('SELECT count(*) FROM parents').pluck().get()).toBe(2)
  })

  it('refuses a file of a later step', () => {
    const database = openEmpty()
    migrate(database, [parents, rebuild])
    expect(() => migrate(database, [parents])).toThrow(
      expect.objectContaining({ code: 'workspace/newer', data: { current: 2, newest: 1 } }),
    )
  })

  it('has steps that are numbered without a gap', () => {
    expect(loadMigrations().map(step => step.number)).toEqual(loadMigrations().map((_, index) => index + 1))
  })
})
