import { isTyping, matchesShortcut } from '../../../ui/index.ts'
import type { Clipboard } from '../state/use-clipboard.ts'
import type { Editing } from '../state/use-editing.ts'
import type { AddPlace } from '../state/use-adding.ts'
import { otherMode } from '../state/use-menu.ts'
import type { WorkflowEditor } from '../state/use-workflow.ts'
import { grid } from './place-activity.ts'

/** What the keys of the canvas act on. */
export interface CanvasTools {
  readonly editor: WorkflowEditor
  readonly editing: Editing
  readonly clipboard: Clipboard
  readonly connect: (activityId: string) => void
  /** Opens the list of kinds. */
  readonly add: (place: AddPlace) => void
  readonly zoom?: (direction: 'in' | 'out' | 'fit') => void
}

const far = 5

/** The keys of the canvas; they act only while the keyboard is in it and nothing is being typed. */
export function pressOnCanvas(event: KeyboardEvent, tools: CanvasTools): void {
  if (isTyping(event) || event.defaultPrevented) return
  const action = arrow(event, tools) ?? shortcutOf(event, tools)
  if (!action) return
  event.preventDefault()
  action()
}

function arrow(event: KeyboardEvent, { editor, editing }: CanvasTools): (() => void) | undefined {
  const directions: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  }
  const direction = directions[event.key]
  if (!direction || event.ctrlKey || event.metaKey || event.altKey) return undefined
  const { activities, notes } = editor.selection
  if (activities.value.size + notes.value.size === 0) return undefined
  const step = grid * (event.shiftKey ? far : 1)
  return () => editing.nudge({ x: direction[0] * step, y: direction[1] * step })
}

/** What a key means for what is selected, on the canvas and in the outline. */
export function shortcutOf(event: KeyboardEvent, tools: CanvasTools): (() => void) | undefined {
  const { editor, editing, clipboard } = tools
  const { selection } = editor
  const keys: readonly (readonly [string, (() => void) | undefined])[] = [
    ['Delete', editing.removeSelected],
    ['Backspace', editing.removeSelected],
    ['Mod+A', editing.selectAll],
    ['Mod+D', clipboard.duplicate],
    ['Escape', selection.clear],
    ['N', () => editing.addNote()],
    ['D', () => editing.setMode(otherMode(editor, 'disabled'))],
    ['Alt+ArrowUp', () => editing.moveAlong('up')],
    ['Alt+ArrowDown', () => editing.moveAlong('down')],
    ['M', editing.askPlace],
    ['H', () => editing.setMode(otherMode(editor, 'held'))],
    ...keysOfOne(event, tools),
    ['+', () => tools.zoom?.('in')],
    ['-', () => tools.zoom?.('out')],
    ['0', () => tools.zoom?.('fit')],
  ]
  return keys.find(([key]) => matchesShortcut(event, key))?.[1]
}

/** Keys that are about one activity, note or transition. */
function keysOfOne(
  event: KeyboardEvent,
  tools: CanvasTools,
): (readonly [string, (() => void) | undefined])[] {
  const { selection } = tools.editor
  const chosen = selection.only.value?.id
  const note = selection.onlyNote.value?.id
  const transition = selection.onlyTransition.value?.id
  const isInNode = event.target instanceof HTMLElement && event.target.matches('.vue-flow__node')
  const edit = (): (() => void) | undefined => {
    if (note !== undefined) return () => selection.edit({ note })
    if (transition !== undefined) return () => selection.edit({ transition })
    return chosen === undefined ? undefined : () => selection.goTo(chosen, '')
  }
  const rename = chosen === undefined ? edit() : () => selection.goTo(chosen, 'label')
  return [
    ['F2', rename],
    ['Enter', isInNode ? edit() : undefined],
    ['C', chosen === undefined ? undefined : () => tools.connect(chosen)],
    ['A', () => tools.add(placeBehind(chosen, transition))],
    ['Shift+A', chosen === undefined ? undefined : () => tools.add({ at: 'before', activityId: chosen })],
  ]
}

function placeBehind(activityId: string | undefined, transitionId: string | undefined): AddPlace {
  if (transitionId !== undefined) return { at: 'transition', transitionId }
  return activityId === undefined ? { at: 'end' } : { at: 'behind', activityId }
}
