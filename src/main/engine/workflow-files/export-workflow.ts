import { rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Database } from 'better-sqlite3'
import { UserError } from '../../../shared/errors.ts'
import { makePortable, writeWorkflowFile } from '../../../shared/workflow/file/workflow-file.ts'
import type { EngineContext } from '../context.ts'
import { putInPlace } from '../files/put-in-place.ts'
import { readDraft } from '../workflows/read-workflow.ts'
import { findThingName } from './named-things.ts'
import { findSource } from './sources.ts'

/**
 * The text of a file that holds a workflow as it is drawn; one that was read only in part is given back as it came.
 * @throws UserError `workflow/not-found`
 */
export function workflowText(sql: Database, id: number): string {
  const { name, document } = readDraft(sql, id)
  const source = findSource(sql, id)
  if (source) return source.text
  return writeWorkflowFile(
    makePortable({ name, document }, (kind, thing) =>
      findThingName(sql, kind, { workflowId: id, id: thing }),
    ),
  )
}

/**
 * Writes a workflow to a file, which appears when it is whole.
 * @throws UserError `workflow/not-found`, `export/cannot-save`
 */
export async function exportWorkflow(context: EngineContext, id: number, path: string): Promise<void> {
  const text = workflowText(context.workspace.sql, id)
  const unfinished = `${path}.part`
  try {
    await writeFile(unfinished, text)
    await putInPlace(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    const reason = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!/^E[A-Z]+$/.test(reason)) throw error
    throw new UserError('export/cannot-save', { file: basename(path), reason })
  }
}
