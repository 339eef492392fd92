/** A value with the values before it and those that were undone. Values are never changed in place. */
export interface UndoStack<Value> {
  readonly past: readonly Value[]
  readonly present: Value
  readonly future: readonly Value[]
  /** What the last step was about; null ends the group. */
  readonly group: string | null
  /** When the last step was taken, epoch ms. */
  readonly at: number
}

/** Steps that can be undone; older ones are forgotten. */
export const mostSteps = 200

/** Steps of one group that follow each other closer than this (ms) are one: a word, not its letters. */
const togetherMs = 1200

/** A stack with nothing to undo. */
export function startUndo<Value>(present: Value): UndoStack<Value> {
  return { past: [], present, future: [], group: null, at: 0 }
}

/** Takes a step; what was undone before is gone then. `group` names steps that belong together, e.g. typing. */
export function recordStep<Value>(
  stack: UndoStack<Value>,
  present: Value,
  { group, at }: { readonly group: string | null; readonly at: number },
): UndoStack<Value> {
  if (present === stack.present) return stack
  const isTogether = group !== null && group === stack.group && at - stack.at < togetherMs
  const past = isTogether ? stack.past : [...stack.past, stack.present].slice(-mostSteps)
  return { past, present, future: [], group, at }
}

/** One step back, or the same stack where there is none. */
export function undoStep<Value>(stack: UndoStack<Value>): UndoStack<Value> {
  const before = stack.past.at(-1)
  if (before === undefined) return stack
  return {
    past: stack.past.slice(0, -1),
    present: before,
    future: [stack.present, ...stack.future],
    group: null,
    at: 0,
  }
}

/** One undone step again, or the same stack where there is none. */
export function redoStep<Value>(stack: UndoStack<Value>): UndoStack<Value> {
  const [next, ...future] = stack.future
  if (next === undefined) return stack
  return { past: [...stack.past, stack.present], present: next, future, group: null, at: 0 }
}
