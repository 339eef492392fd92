import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { fieldCalls } from '../../../shared/contract/fields.ts'
import type { peopleCalls } from '../../../shared/contract/people.ts'
import type { timelineCalls } from '../../../shared/contract/timeline.ts'
import { findSuppression } from '../consent/suppressions.ts'
import type { EngineContext } from '../context.ts'
import { createJobs, type Jobs } from '../create-jobs.ts'
import { blockPeople, undoBlock } from './block-people.ts'
import { findBlockAct } from './bulk-acts.ts'
import { listFields } from './list-fields.ts'
import { listSameNumber, mergePeople } from './merge-people.ts'
import { peopleListOf } from './people-list.ts'
import { readPerson } from './person-row.ts'
import { removePeople } from './remove-people.ts'
import { addField, changeField } from './save-field.ts'
import { createPerson, updatePerson } from './save-person.ts'
import { readTimeline } from './timeline/read-timeline.ts'
import { listTags, removeTag, renameTag, tagPeople, untagPeople } from './tags.ts'

type PeopleHandlers = HandlersOf<typeof peopleCalls & typeof fieldCalls & typeof timelineCalls>

/** Answers the calls about people. */
export function peopleHandlers(context: EngineContext, jobs: Jobs = createJobs()): PeopleHandlers {
  return { ...singleHandlers(context), ...selectionHandlers(context, jobs) }
}

function singleHandlers(context: EngineContext) {
  const { sql } = context.workspace
  const list = peopleListOf(sql)
  return {
    'people.page': input => list.page(input),
    'people.ids': async input => ({ ids: (await list.window(input)).ids }),
    'people.get': ({ id }) => {
      const person = readPerson(sql, id)
      const suppression = findSuppression(sql, person.phone)
      return { person, suppression, blockedBy: person.block === null ? null : findBlockAct(sql, person.id) }
    },
    'people.timeline': input => readTimeline(sql, input),
    'people.create': edit => createPerson(context, edit),
    'people.update': edit => updatePerson(context, edit),
    'people.fields': () => listFields(sql),
    'people.addField': input => addField(context, input),
    'people.changeField': input => changeField(context, input),
    'people.tags': () => listTags(sql),
    'people.sameNumber': ({ id }) => listSameNumber(sql, id),
    'people.merge': input => mergePeople(context, input),
  } satisfies Partial<PeopleHandlers>
}

function selectionHandlers(context: EngineContext, jobs: Jobs) {
  return {
    'people.remove': input =>
      jobs.run(input.job, signal => removePeople(context, { ...input, signal, job: input.job })),
    'people.block': input =>
      jobs.run(input.job, signal => blockPeople(context, { ...input, signal, job: input.job })),
    'people.undoBlock': ({ actId, job }) =>
      jobs.run(job, signal => undoBlock(context, { actId, signal, job })),
    'people.tag': input =>
      jobs.run(input.job, signal => tagPeople(context, { ...input, signal, job: input.job })),
    'people.untag': input =>
      jobs.run(input.job, signal => untagPeople(context, { ...input, signal, job: input.job })),
    'people.renameTag': input => renameTag(context, input),
    'people.removeTag': input =>
      jobs.run(input.job, signal => removeTag(context, { ...input, signal, job: input.job })),
    'people.cancelWork': ({ job }) => {
      jobs.cancel(job)
      return {}
    },
  } satisfies Partial<PeopleHandlers>
}
