import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { UserError } from '../../../shared/errors.ts'
import { readWorkflowFile } from '../../../shared/workflow/file/read-workflow-file.ts'
import { largestWorkflowFile } from '../../../shared/workflow/file/workflow-file.ts'
import type { EngineContext } from '../context.ts'
import { connectReferences } from './connect-references.ts'

/** A workflow that came by a file. */
export interface ImportedWorkflow {
  readonly id: number
  readonly name: string
  readonly isReadOnly: boolean
  /** How many things it names that are not here. */
  readonly lost: number
}

/**
 * Makes a workflow of a file.
 * @throws UserError `workflow-file/unreadable`, `workflow-file/too-large`, and those of `readWorkflowFile`
 */
export async function importWorkflow(context: EngineContext, path: string): Promise<ImportedWorkflow> {
  return addWorkflow(context, await readText(path))
}

/** Makes a workflow of the text of a file. @throws UserError of `readWorkflowFile` */
export function addWorkflow(context: EngineContext, text: string): ImportedWorkflow {
  const { sql } = context.workspace
  const read = readWorkflowFile(text)
  const { document, lost } = connectReferences(sql, read)
  const now = context.clock.now()
  const id = sql.transaction(() => {
    const { lastInsertRowid } = sql
      .prepare('INSERT INTO workflows (name, document, created_at, updated_at) VALUES (?, ?, ?, ?)')
      .run(read.name, JSON.stringify(document), now, now)
    const keep = sql.prepare(
      'INSERT INTO workflow_lost_references (workflow_id, kind, number, name) VALUES (?, ?, ?, ?)',
    )
    for (const { kind, number, name } of lost) keep.run(lastInsertRowid, kind, number, name)
    if (read.readOnly !== null) {
      sql
        .prepare('INSERT INTO workflow_sources (workflow_id, reason, text) VALUES (?, ?, ?)')
        .run(lastInsertRowid, read.readOnly, text)
    }
    return Number(lastInsertRowid)
  })()
  context.publish('workflows.changed', { id })
  return { id, name: read.name, isReadOnly: read.readOnly !== null, lost: lost.length }
}

async function readText(path: string): Promise<string> {
  const file = basename(path)
  const bytes = await readBytes(path, file)
  try {
    // The mark at the beginning is part of a text that has to be given back as it was.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new UserError('workflow-file/damaged')
  }
}

async function readBytes(path: string, file: string): Promise<Buffer> {
  try {
    await using handle = await open(path)
    const { size } = await handle.stat()
    if (size > largestWorkflowFile) throw new UserError('workflow-file/too-large', { file, most: 20 })
    return await handle.readFile()
  } catch (error) {
    if (error instanceof UserError) throw error
    const reason = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (/^E[A-Z]+$/.test(reason)) throw new UserError('workflow-file/unreadable', { file, reason })
    throw error
  }
}
