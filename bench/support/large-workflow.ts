import { createActivity } from '../../src/shared/workflow/create-activity.ts'
import type { Activity, Transition, WorkflowDocument } from '../../src/shared/workflow-document.ts'

const step = { x: 328, y: 112 } as const

/** A workflow of n activities in columns, each of which leads on to the next one in its row, and a fork to the one below it too. */
export function largeWorkflow(n: number): WorkflowDocument {
  const rows = Math.ceil(Math.sqrt(n / 2))
  const activities = Array.from({ length: n }, (_, index) => placed(index, rows))
  return {
    version: 1,
    activities,
    transitions: activities.flatMap((_, index) => linesFrom(activities, index, rows)),
  }
}

const kinds = ['wait', 'fork', 'and-join'] as const
const outlets = { 'build-audience': 'result', wait: 'ended', 'and-join': 'joined' } as const

function placed(index: number, rows: number): Activity {
  const column = Math.floor(index / rows)
  const kind = column === 0 ? 'build-audience' : (kinds[column % 3] ?? 'wait')
  return createActivity(kind, {
    id: `a${index}`,
    label: `Step ${index + 1}`,
    position: { x: column * step.x, y: (index % rows) * step.y },
  })
}

function linesFrom(activities: readonly Activity[], index: number, rows: number): Transition[] {
  const from = activities[index]
  const next = activities[index + rows]
  if (!from || !next) return []
  if (from.kind !== 'fork') return [line(from.id, outlets[from.kind as keyof typeof outlets], next.id)]
  const below = (index + 1) % rows === 0 ? undefined : activities[index + rows + 1]
  return [line(from.id, 'branch-1', next.id), ...(below ? [line(from.id, 'branch-2', below.id)] : [])]
}

function line(from: string, outlet: string, to: string): Transition {
  return { id: `${from}:${outlet}:${to}`, from, outlet, to }
}
