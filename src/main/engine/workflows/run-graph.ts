import type { Activity, Transition } from '../../../shared/workflow-document.ts'
import { orderOf, waysOf } from '../../../shared/workflow/graph.ts'
import { settingsOf, type WorkflowSettings } from '../../../shared/workflow/workflow-settings.ts'
import type { Version } from './versions.ts'

/** A version, laid out for execution. */
export interface RunGraph {
  readonly version: Version
  readonly settings: WorkflowSettings
  /** The activities, each behind those that lead to it. */
  readonly order: readonly Activity[]
  /** Ways that come in, jumps too, by activity. */
  readonly incoming: ReadonlyMap<string, readonly Transition[]>
  /** Ids of the activities where several ways meet, and of those that lead there. */
  readonly meeting: readonly string[]
}

/** Lays a version out. */
export function graphOf(version: Version): RunGraph {
  const { document } = version
  const incoming = Map.groupBy(waysOf(document), ({ to }) => to)
  const meeting = [...incoming].filter(([, ways]) => ways.length > 1)
  return {
    version,
    settings: settingsOf(document),
    order: orderOf(document).order,
    incoming,
    meeting: [...new Set(meeting.flatMap(([to, ways]) => [to, ...ways.map(({ from }) => from)]))],
  }
}
