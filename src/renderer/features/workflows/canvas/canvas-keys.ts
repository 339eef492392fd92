import { isTyping, matchesShortcut } from '../../../ui/index.ts'
import type { Clipboard } from '../state/use-clipboard.ts'
import type { Editing } from '../state/use-editing.ts'
import type { WorkflowEditor } from '../state/use-workflow.ts'
import { grid } from './place-activity.ts'

/** What the keys of the canvas act on. */
export interface CanvasTools {
  readonly editor: WorkflowEditor
  readonly editing: Editing
  readonly clipboard: Clipboard
  readonly connect: (activityId: string) => void
  readonly zoom: (direction: 'in' | 'out' | 'fit') => void
}

const far = 5

/** The keys of the canvas; they act only while the keyboard is in it and nothing is being typed. */
export function pressOnCanvas(event: KeyboardEvent, tools: CanvasTools): void {
  if (isTyping(event) || event.defaultPrevented) return
  const action = arrow(event, tools) ?? shortcut(event, tools)
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
  if (editor.selection.activities.value.size === 0) return undefined
  const step = grid * (event.shiftKey ? far : 1)
  return () => editing.nudge({ x: direction[0] * step, y: direction[1] * step })
}

function shortcut(event: KeyboardEvent, tools: CanvasTools): (() => void) | undefined {
  const { editor, editing, clipboard } = tools
  const chosen = editor.selection.only.value?.id
  const inNode = event.target instanceof HTMLElement && event.target.matches('.vue-flow__node')
  const focused = inNode ? event.target.dataset['id'] : undefined
  const keys: readonly (readonly [string, (() => void) | undefined])[] = [
    ['Delete', editing.removeSelected],
    ['Backspace', editing.removeSelected],
    ['Mod+A', editing.selectAll],
    ['Mod+D', clipboard.duplicate],
    ['Escape', editor.selection.clear],
    ['F2', chosen === undefined ? undefined : () => editor.selection.goTo(chosen, 'label')],
    ['Enter', focused === undefined ? undefined : () => editor.selection.goTo(focused, '')],
    ['C', chosen === undefined ? undefined : () => tools.connect(chosen)],
    ['+', () => tools.zoom('in')],
    ['-', () => tools.zoom('out')],
    ['0', () => tools.zoom('fit')],
  ]
  return keys.find(([key]) => matchesShortcut(event, key))?.[1]
}
