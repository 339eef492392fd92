import type { z } from 'zod'
import type { Audience, audienceCalls } from '../../../shared/contract/audiences.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import { joinAudiences } from '../../../shared/rule.ts'
import type { EngineContext } from '../context.ts'
import { createJobs, type Jobs } from '../create-jobs.ts'
import { inBackground } from '../in-background.ts'
import { peopleListOf } from '../people/people-list.ts'
import { readPeople } from '../people/person-row.ts'
import { explainRule } from './explain-rule.ts'
import { addToList, takeFromList } from './change-list.ts'
import { createList, refreshList, type Lists } from './fill-list.ts'
import { listValues } from './list-values.ts'
import { memberSetsOf } from './member-sets.ts'
import { conditionOf, readRuleSetting } from './people-source.ts'
import { readAudience, readAudiences } from './read-audiences.ts'
import { insertAudience, removeAudience, updateAudience } from './save-audience.ts'

/** Answers the calls about audiences. */
export function audienceHandlers(
  context: EngineContext,
  jobs: Jobs = createJobs(),
): HandlersOf<typeof audienceCalls> {
  const { sql } = context.workspace
  const list = peopleListOf(sql)
  const lists = { context, sets: memberSetsOf(context) }
  return {
    'audiences.list': () => readAudiences(sql),
    'audiences.get': ({ id }) => readAudience(sql, id),
    'audiences.save': input => saveAudience(context, input),
    'audiences.freeze': input => createList(lists, input),
    'audiences.combine': ({ operation, audienceIds, ...rest }) =>
      createList(lists, { ...rest, rule: joinAudiences(operation, audienceIds) }),
    'audiences.refresh': ({ id }) => refreshList(lists, id),
    'audiences.addPeople': input => jobs.run(input.job, signal => addToList(lists, input, signal)),
    'audiences.removePeople': input => jobs.run(input.job, signal => takeFromList(lists, input, signal)),
    'audiences.duplicate': input => duplicate(lists, input),
    'audiences.remove'({ id }) {
      removeAudience(context, id)
      context.publish('audiences.changed', {})
      inBackground(context, 'clearing a list away', lists.sets.sweep())
      return {}
    },
    'audiences.values': ({ field, startsWith }) => listValues(sql, field, startsWith),
    'audiences.explain': input => explainRule(sql, input, readRuleSetting(sql)),
    async 'audiences.count'({ rule, samples }) {
      const { count, ids } = await list.count(conditionOf(sql, { rule }), samples)
      return { count, samples: readPeople(sql, ids) }
    },
  }
}

type SaveInput = z.output<(typeof audienceCalls)['audiences.save']['input']>

function saveAudience(context: EngineContext, { id, ...input }: SaveInput): Audience {
  const savedId = id ?? insertAudience(context, { ...input, kind: 'query' })
  if (id !== undefined) updateAudience(context, { id, ...input })
  context.publish('audiences.changed', {})
  return readAudience(context.workspace.sql, savedId)
}

async function duplicate(lists: Lists, { id, name }: { id: number; name: string }): Promise<Audience> {
  const { context } = lists
  const { kind, rule, origin, expiresAt } = readAudience(context.workspace.sql, id)
  const copy = { name, rule, expiresAt }
  return kind === 'query' ? saveAudience(context, copy) : createList(lists, { ...copy, origin, likeId: id })
}
