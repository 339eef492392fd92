import type { BulkAct } from '../../../shared/contract/bulk-acts.ts'
import type { EngineContext } from '../context.ts'
import { prepared } from '../outbox/prepared.ts'

type Sql = EngineContext['workspace']['sql']

/** Begins an act on many; what it changes is written under its id. */
export function beginAct({ workspace, clock }: EngineContext, note: string | undefined): number {
  const insert = prepared(workspace.sql, 'INSERT INTO bulk_acts (at, note) VALUES (?, ?)')
  return Number(insert.run(clock.now(), note || null).lastInsertRowid)
}

/** Writes how many it changed. @returns its id; null where it changed nobody and is forgotten */
export function endAct(sql: Sql, id: number, changed: number): number | null {
  if (changed === 0) prepared(sql, 'DELETE FROM bulk_acts WHERE id = ?').run(id)
  else prepared(sql, 'UPDATE bulk_acts SET changed = ? WHERE id = ?').run(changed, id)
  return changed === 0 ? null : id
}

/** The act that a person's block is from, as long as nothing has changed it since; null where it is from none. */
export function findBlockAct(sql: Sql, personId: number): BulkAct | null {
  const query = `SELECT bulk_acts.id, at, note, changed FROM bulk_act_people p JOIN bulk_acts ON bulk_acts.id = act_id
    JOIN people ON people.id = person_id AND people.block IS p.block
    WHERE person_id = ? AND p.block IS NOT NULL ORDER BY act_id DESC LIMIT 1`
  return (prepared(sql, query).get(personId) as BulkAct | undefined) ?? null
}

/** An act by its id; null where it has been taken back as a whole. */
export function findAct(sql: Sql, id: number | null): BulkAct | null {
  if (id === null) return null
  const query = 'SELECT id, at, note, changed FROM bulk_acts WHERE id = ?'
  return (prepared(sql, query).get(id) as BulkAct | undefined) ?? null
}
