/** A text as it once was, with the place of the caret in it. */
export interface TextMoment {
  readonly text: string
  readonly caret: number
}

/** One change of a text by its writer. */
export interface TextChange extends TextMoment {
  /** The `inputType` of its event, e.g. `insertText`: only typing and deleting join to longer steps. */
  readonly kind: string
  /** When it was made, in ms of any clock. */
  readonly at: number
}

/** The steps of a text. */
export interface TextHistory {
  /** Takes a change by its writer. */
  record(change: TextChange): void
  /** The text as it was one step before, undefined where there is none. */
  undo(): TextMoment | undefined
  redo(): TextMoment | undefined
  /** The text came from elsewhere: nothing before it can be had back here. */
  reset(text: string): void
  readonly text: string
}

/** Letters that follow each other closer than this (ms) are one step. */
const togetherMs = 1000
const mostSteps = 200
const joining = new Set(['insertText', 'deleteContentBackward', 'deleteContentForward'])

/**
 * Undo for a text area. A browser ends its own step of undo whenever an element leaves the page, and whatever is
 * drawn anew while one types would make every letter a step of its own.
 */
export function createTextHistory(initial: string): TextHistory {
  let past: TextMoment[] = []
  let future: TextMoment[] = []
  let present: TextMoment = { text: initial, caret: initial.length }
  let last = { kind: '', at: 0 }

  function move(from: TextMoment[], to: TextMoment[]): TextMoment | undefined {
    const next = from.pop()
    if (!next) return undefined
    to.push(present)
    present = next
    last = { kind: '', at: 0 }
    return present
  }

  return {
    record({ text, caret, kind, at }) {
      if (text === present.text) return
      const isTogether = joining.has(kind) && kind === last.kind && at - last.at < togetherMs
      if (!isTogether) past = [...past, present].slice(-mostSteps)
      present = { text, caret }
      future = []
      last = { kind, at }
    },
    undo: () => move(past, future),
    redo: () => move(future, past),
    reset(text) {
      past = []
      future = []
      present = { text, caret: text.length }
      last = { kind: '', at: 0 }
    },
    get text() {
      return present.text
    },
  }
}
