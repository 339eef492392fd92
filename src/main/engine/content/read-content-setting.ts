import type { Database } from 'better-sqlite3'
import type { ContentSetting } from '../../../shared/content/compile-content.ts'
import { usualLanguage } from '../../../shared/content/usual-language.ts'
import { readSettings } from '../workspace/settings.ts'

/** What the workspace adds to a content at this moment; `fields` are those that its texts may name. */
export function readContentSetting(sql: Database, fields: readonly string[]): ContentSetting {
  const { linkDomain, footers, defaultCountry } = readSettings(sql)
  return {
    fields,
    snippets: readSnippetTexts(sql),
    footers,
    language: usualLanguage(defaultCountry),
    linkDomain: linkDomain ?? undefined,
  }
}

/** The texts of all snippets, by key. */
export function readSnippetTexts(sql: Database): Map<string, string> {
  const rows = sql.prepare('SELECT key, text FROM snippets').raw().all() as [string, string][]
  return new Map(rows)
}
