import { andJoin } from '../../../shared/activities/and-join.ts'
import { carriesPeople } from '../../../shared/workflow/carries-people.ts'
import { definitionOf, idsBefore, incomingOf } from '../../../shared/workflow/graph.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import { createPopulation } from '../populations/create-population.ts'
import type { ActivityRunner, Place, SettingsProblem, Step } from './activity-runner.ts'

/**
 * Lets the people of one transition go on once all have come: those of the chosen one, else of the first that has
 * anybody. The engine executes it only when all have.
 */
export const andJoinRunner: ActivityRunner<'and-join'> = {
  missing: {},
  check: ({ primary }, _facts, place) => [
    ...(primary ? checkPrimary(primary, place) : checkChoice(place)),
    ...checkTriggers(place),
  ],
  async execute({ primary }, step) {
    const chosen = step.inbound.find(({ transition: { from, outlet } }) => {
      return from === primary?.from && outlet === primary.outlet
    })
    const joined = (chosen ?? firstWithPeople(step))?.populationId
    const { sql } = step.context.workspace
    return { kind: 'finished', outputs: { joined: joined ?? createPopulation(sql, []) } }
  },
}

function firstWithPeople({ inbound, context }: Step): Step['inbound'][number] | undefined {
  const count = context.workspace.sql.prepare('SELECT count FROM populations WHERE id = ?').pluck()
  return inbound.find(({ populationId }) => Number(count.get(populationId)) > 0) ?? inbound[0]
}

function checkPrimary(primary: { from: string; outlet: string }, place: Place): SettingsProblem[] {
  const incoming = incomingOf(place.document, place.activityId)
  return andJoin.primaryOf?.({ primary }, incoming) ? [] : [{ code: 'join-primary-gone', path: 'primary' }]
}

/** Which people go on would follow from the order of drawing alone. */
function checkChoice({ document, activityId }: Place): SettingsProblem[] {
  const bringing = incomingOf(document, activityId).filter(({ from }) => carriesPeople(document, from))
  return bringing.length > 1 ? [{ code: 'join-primary-none', path: 'primary', severity: 'warning' }] : []
}

/** A run begins with one trigger, so two that both have to fire never do. */
function checkTriggers({ document, activityId }: Place): SettingsProblem[] {
  const sets = incomingOf(document, activityId).map(({ from }) => triggersBefore(document, from))
  const [first, ...others] = sets.filter(set => set.size > 0)
  const isStuck = first && ![...first].some(id => others.every(set => set.has(id)))
  return isStuck ? [{ code: 'join-two-triggers', path: 'primary' }] : []
}

/** Triggers that an activity is executed by, itself among them. */
function triggersBefore(document: WorkflowDocument, activityId: string): ReadonlySet<string> {
  const before = idsBefore(document, activityId)
  const triggers = document.activities.filter(({ kind }) => definitionOf(kind)?.isTrigger)
  return new Set(triggers.map(({ id }) => id).filter(id => before.has(id)))
}
