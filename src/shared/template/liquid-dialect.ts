import { Liquid, type Template } from 'liquidjs'
import { longestTemplate } from '../delivery/content-variants.ts'
import { snippetTag } from './snippet-tag.ts'

/** No loops and no files: a text message needs neither, and a preparation must never hang. */
const tags = ['assign', 'capture', 'case', 'comment', 'if', 'unless', 'raw', '#']

/** No chance, and no expressions inside strings, which could name fields that nobody has checked. */
const filters = [
  'default',
  'append',
  'prepend',
  'upcase',
  'downcase',
  'capitalize',
  'truncate',
  'truncatewords',
  'strip',
  'lstrip',
  'rstrip',
  'squish',
  'strip_newlines',
  'normalize_whitespace',
  'size',
  'slice',
  'replace',
  'replace_first',
  'replace_last',
  'remove',
  'remove_first',
  'remove_last',
  'split',
  'first',
  'last',
  'join',
  'date',
  'url_encode',
  'plus',
  'minus',
  'times',
  'divided_by',
  'modulo',
  'round',
  'ceil',
  'floor',
  'abs',
  'at_least',
  'at_most',
]

/** The part of Liquid that a message may use. */
export const liquid = createDialect()

/** The same with a tag for snippets, which cannot hold snippets themselves; one that cannot be read says nothing. */
export function withSnippets(snippets: ReadonlyMap<string, string>): Liquid {
  const dialect = createDialect()
  dialect.registerTag('snippet', snippetTag(snippets, parseOrNothing))
  return dialect
}

function parseOrNothing(text: string): Template[] {
  try {
    return liquid.parse(text)
  } catch {
    return []
  }
}

function createDialect(): Liquid {
  const dialect = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    // Nothing is ever looked up in a file system.
    templates: {},
    // A date without a time is read as midnight UTC; shown in any other zone it could be the day before.
    timezoneOffset: 0,
    parseLimit: 2 * longestTemplate,
    memoryLimit: 1_000_000,
  })
  keepOnly(dialect.tags, tags)
  keepOnly(dialect.filters, filters)
  return dialect
}

function keepOnly(table: object, names: readonly string[]): void {
  for (const name of Object.keys(table)) {
    if (!names.includes(name)) Reflect.deleteProperty(table, name)
  }
}
