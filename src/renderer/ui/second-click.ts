/** No double click is slower, whatever the system is set to. */
const slowestDoubleClickMs = 900
const kinds = ['mousedown', 'mouseup', 'click', 'dblclick'] as const

/**
 * Drops the rest of a double click whose first click closed a window: it would press what lies below, such as the row of
 * a table. A click of its own, however soon, does what it says.
 */
export function dropSecondClick(): void {
  function drop(event: MouseEvent): void {
    // Another click has begun: what follows belongs to that one.
    if (event.detail < 2) {
      if (event.type === 'mousedown') stop()
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }
  function stop(): void {
    for (const kind of kinds) window.removeEventListener(kind, drop, { capture: true })
  }
  for (const kind of kinds) window.addEventListener(kind, drop, { capture: true })
  setTimeout(stop, slowestDoubleClickMs)
}

/** What the first click of the latest clicks at one place was on. */
let first: Element | null = null
window.addEventListener(
  'click',
  ({ detail, target }) => {
    if (detail < 2) first = target instanceof Element ? target.closest('.ui-button') : null
  },
  { capture: true },
)

/**
 * Whether a click is the rest of a double click that began on another button, whose place this one took meanwhile: who
 * presses Pause twice does not mean to resume.
 */
export function isMeantForAnother({ detail, currentTarget }: MouseEvent): boolean {
  return detail > 1 && first !== currentTarget
}
