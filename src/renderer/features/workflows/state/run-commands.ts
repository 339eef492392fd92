import type { SignalValues } from '../../../../shared/activities/external-signal.ts'
import { client } from '../../../host.ts'

/** An activity of a run. */
export interface RunPlace {
  readonly runId: number
  readonly activityId: string
}

/** What a person can do with a workflow and its runs; each throws what the engine refuses. */
export interface RunCommands {
  /** Deliveries that wait for review are stopped only when that is asked for. */
  readonly start: (discardWaiting: boolean) => Promise<void>
  readonly restart: (discardWaiting: boolean) => Promise<void>
  readonly pause: () => Promise<void>
  readonly resume: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly publish: () => Promise<void>
  /** Fires a schedule or ends a wait at once: of the earlier run that is looked at, else of all. */
  readonly hurry: (activityId: string) => Promise<void>
  /** Fires an External signal; what is not declared is refused. */
  readonly signal: (activityId: string, values: SignalValues) => Promise<void>
  readonly release: (place: RunPlace) => Promise<void>
  readonly answer: (place: RunPlace, answer: string) => Promise<void>
}

interface Ground {
  /** Does one thing at a time; what is asked for meanwhile is dropped. */
  readonly busily: (work: () => Promise<unknown>) => Promise<unknown>
  readonly look: (runId: null) => Promise<void>
  /** The earlier run that is looked at. */
  readonly viewedId: () => number | undefined
}

/** The commands of one workflow. */
export function createCommands(id: number, { busily, look, viewedId }: Ground): RunCommands {
  const done = async (work: () => Promise<unknown>): Promise<void> => void (await busily(work))
  return {
    start: discardWaiting =>
      done(async () => {
        await client.call('workflows.start', { id, discardWaiting })
        await look(null)
      }),
    restart: discardWaiting =>
      done(async () => {
        await client.call('workflows.restart', { id, discardWaiting })
        await look(null)
      }),
    pause: () => done(() => client.call('workflows.pause', { id })),
    resume: () => done(() => client.call('workflows.resume', { id })),
    stop: () => done(() => client.call('workflows.stop', { id })),
    publish: () => done(() => client.call('workflows.publish', { id })),
    hurry: activityId =>
      done(() => client.call('workflows.executeNow', { id, activityId, runId: viewedId() })),
    signal: (activityId, parameters) =>
      done(() => client.call('workflows.signal', { workflowId: id, activityId, parameters })),
    release: place => done(() => client.call('workflows.release', { ...place })),
    answer: (place, answer) => done(() => client.call('workflows.answer', { ...place, answer })),
  }
}
