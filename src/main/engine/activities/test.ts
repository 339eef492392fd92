import { defaultOutlet, type TestSettings } from '../../../shared/activities/test.ts'
import type { FlowCondition } from '../../../shared/workflow/flow-condition.ts'
import { isMet } from '../../../shared/workflow/is-met.ts'
import { variablesBefore } from '../../../shared/workflow/variables-before.ts'
import type { ActivityRunner, Place, SettingsProblem, Step } from './activity-runner.ts'
import { timeZoneOf } from './flow-moment.ts'
import { passInbound } from './pass-inbound.ts'

/** Sends everyone along the first way whose conditions hold, else along the usual one; without that, it ends here. */
export const testRunner: ActivityRunner<'test'> = {
  missing: {},
  check: (settings, _facts, place) => checkVariables(settings, place),
  async execute({ branches, hasDefault }, step) {
    const people = passInbound(step)
    const facts = factsOf(step, people)
    const taken = branches.find(({ match, conditions }) => {
      const holds = (condition: FlowCondition): boolean => isMet(condition, facts)
      return match === 'all' ? conditions.every(holds) : conditions.some(holds)
    })
    const outlet = taken?.id ?? (hasDefault ? defaultOutlet : undefined)
    return { kind: 'finished', outputs: outlet === undefined ? {} : { [outlet]: people } }
  },
}

/** The moment is that at which it was begun: cut off and executed again, it decides the same. */
function factsOf(step: Step, populationId: number) {
  const { context, variables, startedAt } = step
  const count = context.workspace.sql.prepare('SELECT count FROM populations WHERE id = ?').pluck()
  return {
    people: Number(count.get(populationId)),
    variables,
    moment: { now: startedAt, timeZone: timeZoneOf(step) },
  }
}

/** A variable that nothing sets is empty, which may be a slip of the pen. */
function checkVariables({ branches }: TestSettings, { document, activityId }: Place): SettingsProblem[] {
  const known = new Set(variablesBefore(document, activityId).map(({ name }) => name))
  const asked = branches.flatMap(({ conditions }) =>
    conditions.flatMap(condition => (condition.subject === 'variable' ? [condition.name] : [])),
  )
  return [...new Set(asked)]
    .filter(name => !known.has(name))
    .map(name => ({ code: 'test-variable-unknown', path: 'branches', data: { name }, severity: 'warning' }))
}
