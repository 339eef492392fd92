import type { z } from 'zod'
import type { Audience, audienceCalls } from '../../../shared/contract/audiences.ts'
import { UserError } from '../../../shared/errors.ts'
import { everyone } from '../../../shared/rule.ts'
import { selectedIds } from '../people/selected-ids.ts'
import { workThroughIds, type Worked } from '../people/work-through.ts'
import type { Lists } from './fill-list.ts'
import { readAudience } from './read-audiences.ts'
import { insertAudience } from './save-audience.ts'

type AddInput = z.output<(typeof audienceCalls)['audiences.addPeople']['input']>
type RemoveInput = z.output<(typeof audienceCalls)['audiences.removePeople']['input']>
type Changed = Worked & { audience: Audience }

/**
 * Puts people into a list, piece by piece; one that is named and not there yet is made.
 * @throws UserError `audience/not-found`, `audience/is-live`
 */
export async function addToList(
  lists: Lists,
  { audience, selection, job }: AddInput,
  signal: AbortSignal,
): Promise<Changed> {
  const { sql } = lists.context.workspace
  if ('id' in audience) checkList(lists, audience.id)
  const ids = await selectedIds(sql, selection)
  const id = 'id' in audience ? audience.id : insertByHand(lists, audience.name)
  return changeList(lists, id, set => {
    const pick = sql.prepare(`
      INSERT OR IGNORE INTO audience_picks (audience_id, person_id)
      SELECT ?, id FROM people WHERE id IN (SELECT value FROM json_each(?))`)
    const enlist = sql.prepare(`
      INSERT OR IGNORE INTO audience_members (member_set, person_id)
      SELECT ?, id FROM people WHERE id IN (SELECT value FROM json_each(?))`)
    const change = (some: string): number => {
      pick.run(id, some)
      return enlist.run(set, some).changes
    }
    return workThroughIds(lists.context, ids, { job, signal, change })
  })
}

/** Takes people out of a list, piece by piece. @throws UserError `audience/not-found`, `audience/is-live` */
export async function takeFromList(
  lists: Lists,
  { id, selection, job }: RemoveInput,
  signal: AbortSignal,
): Promise<Changed> {
  const { sql } = lists.context.workspace
  checkList(lists, id)
  const ids = await selectedIds(sql, selection)
  return changeList(lists, id, set => {
    const of = 'AND person_id IN (SELECT value FROM json_each(?))'
    const forget = sql.prepare(`DELETE FROM audience_picks WHERE audience_id = ? ${of}`)
    const remove = sql.prepare(`DELETE FROM audience_members WHERE member_set = ? ${of}`)
    const change = (some: string): number => {
      forget.run(id, some)
      return remove.run(set, some).changes
    }
    return workThroughIds(lists.context, ids, { job, signal, change })
  })
}

function checkList({ context }: Lists, id: number): void {
  const { kind, name } = readAudience(context.workspace.sql, id)
  if (kind !== 'list') throw new UserError('audience/is-live', { name })
}

function insertByHand({ context }: Lists, name: string): number {
  return insertAudience(context, { name, rule: everyone, kind: 'list', origin: 'hand' })
}

async function changeList(
  { context, sets }: Lists,
  id: number,
  work: (memberSet: number) => Promise<Worked>,
): Promise<Changed> {
  const worked = await sets.change(id, work)
  context.publish('audiences.changed', {})
  if (!worked) throw new UserError('audience/not-found')
  return { ...worked, audience: readAudience(context.workspace.sql, id) }
}
