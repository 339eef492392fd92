import type { ColumnType } from '../../../src/shared/column.ts'
import type { WorkflowSettings } from '../../../src/shared/workflow/workflow-settings.ts'
import type { WorkflowDocument } from '../../../src/shared/workflow-document.ts'

/** What a case says about time and about what is drawn around its activity. */
export interface FlowCase {
  /** Other activities of the workflow, and transitions as `[from, outlet, to]`. */
  readonly around?: {
    readonly activities: readonly { readonly id: string; readonly kind: string; readonly settings?: object }[]
    readonly transitions?: readonly (readonly [string, string, string])[]
  }
  readonly workflow?: Partial<WorkflowSettings>
  /** Types of the columns that people bring along; text without it. */
  readonly columnTypes?: Readonly<Record<string, ColumnType>>
  /** Until when it waits, as ISO text in UTC; null where something else has to happen. */
  readonly until?: string | null
  /** Who goes on already, by outlet. */
  readonly released?: Readonly<Record<string, unknown>>
  /** `code count` of what it adds to the log. */
  readonly notes?: readonly string[]
  readonly effects?: readonly unknown[]
  /** What happens when it is executed again, with what it remembers. */
  readonly then?: readonly Again[]
  /** The next firings, as ISO text in UTC. */
  readonly firings?: readonly string[]
  /** Signals, and the variables that they bring or the error with which they are refused. */
  readonly signals?: readonly { readonly given: Record<string, never>; readonly gives: unknown }[]
}

/** One more execution; a clock that is not set goes on. */
export interface Again {
  readonly setup?: readonly string[]
  readonly clock?: string
  readonly answer?: string
  readonly isHurried?: boolean
  readonly outcome: string
  readonly until?: string | null
  readonly released?: Readonly<Record<string, unknown>>
  readonly outputs?: Readonly<Record<string, unknown>>
}

/** The document of a case with what it draws around its activity. */
export function drawAround(document: WorkflowDocument, { around, workflow }: FlowCase): WorkflowDocument {
  const drawn = (around?.activities ?? []).map(({ id, kind, settings = {} }) => {
    return { id, kind, version: 1, label: id, position: { x: 0, y: 0 }, settings: { ...settings } }
  })
  const own = document.activities.filter(({ id }) => !drawn.some(other => other.id === id))
  const lines = (around?.transitions ?? []).map(([from, outlet, to]) => {
    return { id: `${from}:${outlet}:${to}`, from, outlet, to }
  })
  return {
    ...document,
    activities: [...own, ...drawn],
    transitions: [...document.transitions, ...lines],
    ...(workflow ? { settings: workflow } : {}),
  }
}

/** The type of a column of a case. */
export function typeOfColumn({ columnTypes = {} }: FlowCase, name: string): ColumnType {
  return columnTypes[name] ?? 'text'
}
