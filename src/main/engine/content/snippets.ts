import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { Snippet, snippetCalls } from '../../../shared/contract/snippets.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { freeKey } from '../people/free-key.ts'

type SnippetRow = Omit<Snippet, 'uses'>

interface TextRow {
  readonly kind: Snippet['uses'][number]['kind']
  readonly id: number
  readonly name: string
  readonly texts: string
}

/** Answers the calls about snippets. */
export function snippetHandlers(context: EngineContext): HandlersOf<typeof snippetCalls> {
  const { sql } = context.workspace
  return {
    'snippets.list': () => listSnippets(sql),
    'snippets.save': input => {
      const key = saveSnippet(context, input)
      const saved = listSnippets(sql).find(snippet => snippet.key === key)
      if (!saved) throw new Error('a snippet that was saved is not there')
      return saved
    },
    'snippets.remove': ({ key }) => {
      sql.prepare('DELETE FROM snippets WHERE key = ?').run(key)
      context.publish('snippets.changed', {})
      return {}
    },
  }
}

function listSnippets(sql: Database): Snippet[] {
  const rows = sql
    .prepare('SELECT key, name, text, changed_at changedAt FROM snippets ORDER BY name COLLATE NOCASE, key')
    .all() as SnippetRow[]
  const texts = rows.length > 0 ? readTexts(sql) : []
  return rows.map(row => {
    const names = new RegExp(String.raw`\{%-?\s*snippet\s+["'\\]*${row.key}\b`)
    const uses = texts
      .filter(text => names.test(text.texts))
      .map(({ kind, id, name }) => ({ kind, id, name }))
    return { ...row, uses }
  })
}

/** Texts that a snippet still stands in: those of drawings, and of deliveries that nobody has confirmed. */
function readTexts(sql: Database): TextRow[] {
  return sql
    .prepare(
      `SELECT 'workflow' kind, id, name, document texts FROM workflows WHERE instr(document, 'snippet') > 0
       UNION ALL
       SELECT 'delivery', id, label, content FROM deliveries
       WHERE state IN ('draft', 'failed', 'preparing', 'ready') AND instr(content, 'snippet') > 0`,
    )
    .all() as TextRow[]
}

function saveSnippet(
  context: EngineContext,
  { key, name, text }: z.output<(typeof snippetCalls)['snippets.save']['input']>,
): string {
  const { sql } = context.workspace
  const now = context.clock.now()
  if (key === undefined) {
    const others = sql.prepare('SELECT key FROM snippets').pluck().all() as string[]
    const fresh = freeKey(others, name)
    sql.prepare('INSERT INTO snippets VALUES (?, ?, ?, ?)').run(fresh, name, text, now)
    context.publish('snippets.changed', {})
    return fresh
  }
  const update = sql.prepare('UPDATE snippets SET name = ?, text = ?, changed_at = ? WHERE key = ?')
  if (update.run(name, text, now, key).changes === 0) throw new UserError('snippet/not-found')
  context.publish('snippets.changed', {})
  return key
}
