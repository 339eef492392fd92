import type { Step } from '../../src/main/engine/activities/activity-runner.ts'
import type { EngineContext } from '../../src/main/engine/context.ts'
import type { Preparations } from '../../src/main/engine/preparation/create-preparations.ts'
import type { ActivityKind } from '../../src/shared/activities/index.ts'
import type { Activity, Transition } from '../../src/shared/workflow-document.ts'

/** An activity with these settings, at the moment at which it is executed with some populations. */
export function createBenchStep(
  context: EngineContext,
  { kind, settings, inbound }: { kind: ActivityKind; settings: object; inbound: readonly number[] },
): Step {
  const activity: Activity = {
    id: 'a',
    kind,
    version: 1,
    label: '',
    position: { x: 0, y: 0 },
    settings: { ...settings },
  }
  const transitions = inbound.map((_, index): Transition => {
    return { id: `in-${index}:result:a`, from: `in-${index}`, outlet: 'result', to: 'a' }
  })
  return {
    context,
    // No activity that is measured prepares a delivery.
    preparations: {} as Preparations,
    runId: 1,
    workflowId: 1,
    activity,
    inbound: transitions.map((transition, index) => ({ transition, populationId: inbound[index] ?? 0 })),
    document: { version: 1, activities: [activity], transitions },
    startedAt: context.clock.now(),
    dueAt: context.clock.now(),
    isHurried: false,
    memory: { seed: 7 },
    variables: {},
    signal: new AbortController().signal,
  }
}
