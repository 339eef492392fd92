import type { SaveAudienceSettings } from '../../../shared/activities/save-audience.ts'
import { UserError } from '../../../shared/errors.ts'
import { everyone } from '../../../shared/rule.ts'
import { foldName } from '../people/fold-name.ts'
import { findAudienceByName } from '../audiences/find-audience-by-name.ts'
import { isMember } from '../audiences/compile-rule.ts'
import { findAudience } from '../audiences/find-audience.ts'
import { memberSetsOf } from '../audiences/member-sets.ts'
import { conditionOf } from '../audiences/people-source.ts'
import { insertAudience } from '../audiences/save-audience.ts'
import { joinParts, type SqlPart } from '../audiences/sql-part.ts'
import { nameWithTime } from '../audiences/name-with-time.ts'
import type { ActivityRunner, CheckFacts, SettingsProblem, Step } from './activity-runner.ts'
import { checkAudience } from './check-rule.ts'
import { timeZoneOf } from './flow-moment.ts'
import { onlyInbound } from './only-inbound.ts'

/**
 * Keeps the people who come in as a list. Which one it is is decided once a run and noted, so that a run that is cut off
 * fills the same list again; its old members stay in it until the new ones are all known.
 */
export const saveAudienceRunner: ActivityRunner<'save-audience'> = {
  missing: { name: 'audience-name-empty', audienceId: 'list-not-chosen' },
  check(settings, facts) {
    if (settings.target === 'named') return checkName(settings.name, facts)
    if (settings.target === 'dated') return []
    const { audienceId } = settings
    const isQuery = facts.saved.some(({ id, kind }) => id === audienceId && kind === 'query')
    if (isQuery) return [{ code: 'audience-not-a-list', path: 'audienceId' }]
    return checkAudience(audienceId, facts)
  },
  async execute(settings, step) {
    const { populationId } = onlyInbound(step)
    await fillList(settings, step, populationId)
    return { kind: 'finished', outputs: { result: populationId } }
  },
}

/** A name that only queries have would have to become a list: what a rule says would be lost. */
function checkName(name: string, { saved }: CheckFacts): SettingsProblem[] {
  const key = foldName(name.trim())
  const same = saved.filter(other => foldName(other.name) === key)
  if (same.length === 0 || same.some(({ kind }) => kind === 'list')) return []
  return [{ code: 'audience-name-taken', path: 'name', data: { name } }]
}

async function fillList(settings: SaveAudienceSettings, step: Step, populationId: number): Promise<void> {
  const { context } = step
  const { sql } = context.workspace
  const id = chooseList(settings, step)
  const isAdding = settings.target !== 'dated' && settings.change === 'add'
  const change = await memberSetsOf(context).fill(id, (): SqlPart => {
    const fresh = conditionOf(sql, { populationId })
    const memberSet = isAdding ? findAudience(sql, id)?.memberSet : undefined
    return typeof memberSet === 'number' ? joinParts([fresh, isMember(memberSet)], 'OR') : fresh
  })
  if (!change) throw new UserError('audience/not-found')
  context.publish('audiences.changed', {})
}

/** @throws UserError `audience/not-found`, `audience/not-a-list` */
function chooseList(settings: SaveAudienceSettings, step: Step): number {
  const { context, runId, activity, memory } = step
  const { sql } = context.workspace
  if (typeof memory['audienceId'] === 'number') return memory['audienceId']
  return sql.transaction(() => {
    const id =
      settings.target === 'existing' ? findList(settings.audienceId, step) : findOrMake(settings, step)
    sql
      .prepare(
        `UPDATE activity_runs SET memory = json_set(memory, '$.audienceId', ?)
         WHERE run_id = ? AND activity_id = ?`,
      )
      .run(id, runId, activity.id)
    return id
  })()
}

function findList(id: number, { context }: Step): number {
  const audience = findAudience(context.workspace.sql, id)
  if (!audience) throw new UserError('audience/not-found')
  if (audience.memberSet === null) throw new UserError('audience/not-a-list', { name: audience.name })
  return id
}

function findOrMake(settings: Extract<SaveAudienceSettings, { readonly name: string }>, step: Step): number {
  const { context, workflowId, startedAt } = step
  const { sql } = context.workspace
  const isDated = settings.target === 'dated'
  const name = isDated
    ? nameWithTime(sql, settings.name, { now: startedAt, timeZone: timeZoneOf(step) })
    : settings.name
  const found = isDated ? undefined : findAudienceByName(sql, name)
  if (found) return findList(found.id, step)
  return insertAudience(context, { name, rule: everyone, kind: 'list', origin: 'workflow', workflowId })
}
