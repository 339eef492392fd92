import type { Database } from 'better-sqlite3'
import { readWorkflowFile } from '../../../shared/workflow/file/read-workflow-file.ts'
import { connectReferences } from './connect-references.ts'

/** Opens workflows for changes that an earlier version of the program could read only in part. */
export function rereadSources(sql: Database): void {
  const sources = sql.prepare('SELECT workflow_id AS id, text FROM workflow_sources').all() as {
    readonly id: number
    readonly text: string
  }[]
  for (const { id, text } of sources) {
    const read = readWorkflowFile(text)
    if (read.readOnly !== null) continue
    sql.transaction(() => {
      const { document, lost } = connectReferences(sql, read)
      sql
        .prepare('UPDATE workflows SET document = ?, revision = revision + 1 WHERE id = ?')
        .run(JSON.stringify(document), id)
      sql.prepare('DELETE FROM workflow_lost_references WHERE workflow_id = ?').run(id)
      const keep = sql.prepare(
        'INSERT INTO workflow_lost_references (workflow_id, kind, number, name) VALUES (?, ?, ?, ?)',
      )
      for (const { kind, number, name } of lost) keep.run(id, kind, number, name)
      sql.prepare('DELETE FROM workflow_sources WHERE workflow_id = ?').run(id)
    })()
  }
}
