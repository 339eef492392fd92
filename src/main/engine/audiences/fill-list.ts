import type { Audience } from '../../../shared/contract/audiences.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import type { MemberChange, MemberSets } from './member-sets.ts'
import { conditionOf } from './people-source.ts'
import { readAudience } from './read-audiences.ts'
import { insertAudience, type NewAudience } from './save-audience.ts'

/** A workspace and the sets of its lists. */
export interface Lists {
  readonly context: EngineContext
  readonly sets: MemberSets
}

/**
 * Makes a list and fills it by its rule, or with the people of another list; where that fails there is no list.
 * @throws UserError of `insertAudience`
 */
export async function createList(
  lists: Lists,
  { likeId, ...list }: Omit<NewAudience, 'kind'> & { readonly likeId?: number },
): Promise<Audience> {
  const { context, sets } = lists
  const { sql } = context.workspace
  const id = insertAudience(context, { ...list, kind: 'list' })
  const source = likeId === undefined ? { rule: list.rule } : { audienceId: likeId }
  try {
    await sets.fill(id, () => conditionOf(sql, source), likeId)
  } catch (error) {
    sql.prepare('DELETE FROM audiences WHERE id = ?').run(id)
    throw error
  }
  context.publish('audiences.changed', {})
  return readAudience(sql, id)
}

/**
 * Fills a list anew from its rule.
 * @throws UserError `audience/not-found`, `audience/not-a-list`, `audience/by-hand`, `audience/filled-by-workflow`, and those of
 *   `compileRule`
 */
export async function refreshList(
  { context, sets }: Lists,
  id: number,
): Promise<MemberChange & { audience: Audience }> {
  const { sql } = context.workspace
  const { kind, name, origin } = readAudience(sql, id)
  if (kind !== 'list') throw new UserError('audience/not-a-list', { name })
  if (origin === 'hand') throw new UserError('audience/by-hand', { name })
  if (origin === 'workflow') throw new UserError('audience/filled-by-workflow', { name })
  const change = await sets.fill(id, () => conditionOf(sql, { rule: readAudience(sql, id).rule }))
  if (!change) throw new UserError('audience/not-found')
  context.publish('audiences.changed', {})
  return { audience: readAudience(sql, id), ...change }
}
