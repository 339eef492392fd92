import type { Database } from 'better-sqlite3'
import { UserError } from '../../../../shared/errors.ts'
import { everyone, type Rule } from '../../../../shared/rule.ts'
import { insertAudience } from '../../audiences/save-audience.ts'
import type { EngineContext } from '../../context.ts'
import { foldName } from '../fold-name.ts'
import { ensureTag } from '../tags.ts'

/** The tags and the list that an import gives; kept with it, so that they can be taken away again. */
export interface Marks {
  readonly tagIds: readonly number[]
  /** Those that were made for the import. */
  readonly newTags: readonly number[]
  readonly list: {
    readonly id: number
    /** Its members, as they were kept then. */
    readonly set: number
    readonly isNew: boolean
  } | null
}

interface Wanted {
  readonly importId: number
  readonly tags: readonly string[]
  readonly list: { readonly id: number } | { readonly name: string } | undefined
}

/**
 * Finds or makes the tags and the list of an import.
 * @throws UserError `audience/not-found`, `audience/not-a-list`
 */
export function prepareMarks(context: EngineContext, { importId, tags, list }: Wanted): Marks {
  const { sql } = context.workspace
  const prepare = sql.transaction((): Marks => {
    const isThere = sql.prepare('SELECT 1 FROM tags WHERE name_key = ?')
    const known = tags.map(name => ({ isNew: !isThere.get(foldName(name)), id: ensureTag(sql, name) }))
    const marks = {
      tagIds: [...new Set(known.map(({ id }) => id))],
      newTags: known.flatMap(({ isNew, id }) => (isNew ? [id] : [])),
      list: list ? findList(context, importId, list) : null,
    }
    sql
      .prepare("UPDATE imports SET options = json_set(options, '$.marks', json(?)) WHERE id = ?")
      .run(JSON.stringify(marks), importId)
    return marks
  })
  return prepare.immediate()
}

/** The marks that an import has given so far; undefined for none. */
export function readMarks(sql: Database, importId: number): Marks | undefined {
  const marks = sql.prepare("SELECT options -> '$.marks' FROM imports WHERE id = ?").pluck().get(importId)
  return typeof marks === 'string' ? (JSON.parse(marks) as Marks) : undefined
}

/**
 * A list whose members are not known yet gets a set of its own: numbers of other sets are positive, so that none of them
 * is ever taken twice.
 */
function findList(
  context: EngineContext,
  importId: number,
  list: { readonly id: number } | { readonly name: string },
): Marks['list'] {
  const { sql } = context.workspace
  const point = sql.prepare('UPDATE audiences SET member_set = ?, refreshed_at = ? WHERE id = ?')
  if ('name' in list) {
    const id = insertAudience(context, {
      name: list.name.normalize('NFC'),
      rule: ruleOf(importId),
      kind: 'list',
    })
    point.run(-importId, context.clock.now(), id)
    return { id, set: -importId, isNew: true }
  }
  const set = checkList(sql, list.id)
  if (set === 0) point.run(-importId, context.clock.now(), list.id)
  return { id: list.id, set: set || -importId, isNew: false }
}

/** The set of members of a list. @throws UserError `audience/not-found`, `audience/not-a-list` */
export function checkList(sql: Database, id: number): number {
  const found = sql.prepare('SELECT name, member_set AS memberSet FROM audiences WHERE id = ?').get(id) as
    | { name: string; memberSet: number | null }
    | undefined
  if (!found) throw new UserError('audience/not-found')
  if (found.memberSet === null) throw new UserError('audience/not-a-list', { name: found.name })
  return found.memberSet
}

/** By it the list can be filled anew: everyone who came with the import. */
function ruleOf(importId: number): Rule {
  return { ...everyone, root: { ...everyone.root, items: [{ type: 'import', operator: 'is', importId }] } }
}
