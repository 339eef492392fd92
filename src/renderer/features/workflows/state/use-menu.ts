import {
  ArrowDown,
  ArrowUp,
  Ban,
  BetweenVerticalStart,
  Cable,
  ClipboardPaste,
  Copy,
  CopyPlus,
  Hand,
  Pencil,
  Plus,
  Route,
  Scissors,
  SquareDashed,
  StickyNote,
  Trash2,
} from '@lucide/vue'
import type { ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Point } from '../../../../shared/workflow/change.ts'
import type { ActivityMode } from '../../../../shared/workflow-document.ts'
import type { MenuItem } from '../../../ui/index.ts'
import { arrangeItems } from './arrange-items.ts'
import { useAdding, type AddPlace } from './use-adding.ts'
import type { Clipboard } from './use-clipboard.ts'
import type { Editing } from './use-editing.ts'
import { useRunItems } from './use-run-items.ts'
import { useWorkflow, type WorkflowEditor } from './use-workflow.ts'

type Translate = (key: string) => string

interface MenuTools {
  readonly editing: Editing
  readonly clipboard: Clipboard
  readonly connect: (activityId: string) => void
}

/** Menus of the canvas and of the outline, the same in both. Functions: call one when it opens. */
export interface EditorMenus {
  /** Of what is selected. */
  readonly ofSelection: () => readonly MenuItem[]
  /** Of a place where nothing lies. */
  readonly ofCanvas: (point?: Point) => readonly MenuItem[]
}

/** What can be done with what is selected, or where nothing is. */
export function useMenus(tools: MenuTools): EditorMenus {
  const editor = useWorkflow()
  const { t } = useI18n()
  const ground: Ground = { ...tools, editor, adding: useAdding(), t }
  const runItems = useRunItems()
  return {
    ofSelection() {
      const { selection, isViewing } = editor
      const chosen = selection.only.value
      const ofRun = chosen ? runItems(chosen) : []
      if (isViewing.value) return ofRun.filter(item => item !== 'separator')
      return [...ofRun, ...selectionItems(ground)]
    },
    ofCanvas: point => (editor.isViewing.value ? [] : canvasItems(ground, point)),
  }
}

interface Ground extends MenuTools {
  readonly editor: WorkflowEditor
  readonly adding: ShallowRef<AddPlace | null>
  readonly t: Translate
}

function selectionItems(ground: Ground): MenuItem[] {
  const { editor, editing, t } = ground
  const { selection } = editor
  const transition = selection.onlyTransition.value
  if (transition) return transitionItems(ground, transition.id)
  return [
    ...(selection.only.value ? activityItems(ground, selection.only.value.id) : []),
    ...(selection.onlyNote.value ? [editNote(ground, selection.onlyNote.value.id)] : []),
    ...modeItems(editing, editor, t),
    ...clipboardItems(ground, t),
    ...arrangeItems(editing, editor, t),
  ]
}

function activityItems(
  { editor: { selection }, editing, adding, connect, t }: Ground,
  id: string,
): MenuItem[] {
  return [
    { label: t('workflows.connectTo'), icon: Cable, keys: 'C', run: () => connect(id) },
    { label: t('workflows.rename'), icon: Pencil, keys: 'F2', run: () => selection.goTo(id, 'label') },
    { label: t('workflows.editor.moveUp'), icon: ArrowUp, keys: 'Alt+↑', run: () => editing.moveAlong('up') },
    {
      label: t('workflows.editor.moveDown'),
      icon: ArrowDown,
      keys: 'Alt+↓',
      run: () => editing.moveAlong('down'),
    },
    { label: t('workflows.editor.moveElsewhere'), icon: Route, keys: 'M', run: editing.askPlace },
    'separator',
    {
      label: t('workflows.editor.addBehind'),
      icon: Plus,
      keys: 'A',
      run: () => (adding.value = { at: 'behind', activityId: id }),
    },
    {
      label: t('workflows.editor.addBefore'),
      icon: BetweenVerticalStart,
      keys: 'Shift+A',
      run: () => (adding.value = { at: 'before', activityId: id }),
    },
    'separator',
  ]
}

function editNote({ editor: { selection }, t }: Ground, id: string): MenuItem {
  const run = (): void => selection.edit({ note: id })
  return { label: t('workflows.editor.editNote'), icon: Pencil, keys: 'Enter', run }
}

function transitionItems({ editor: { selection }, adding, editing, t }: Ground, id: string): MenuItem[] {
  return [
    {
      label: t('workflows.editor.insertHere'),
      icon: Plus,
      keys: 'A',
      run: () => (adding.value = { at: 'transition', transitionId: id }),
    },
    {
      label: t('workflows.editor.nameTransition'),
      icon: Pencil,
      keys: 'F2',
      run: () => selection.edit({ transition: id }),
    },
    'separator',
    { label: t('workflows.delete'), icon: Trash2, keys: 'Delete', danger: true, run: editing.removeSelected },
  ]
}

function canvasItems({ editing, clipboard, adding, t }: Ground, point?: Point): MenuItem[] {
  const place = point ? ({ at: 'point', point } as const) : ({ at: 'end' } as const)
  return [
    { label: t('workflows.editor.addHere'), icon: Plus, keys: 'A', run: () => (adding.value = place) },
    { label: t('workflows.editor.addNote'), icon: StickyNote, keys: 'N', run: () => editing.addNote(point) },
    'separator',
    pasteItem(clipboard, t),
    { label: t('workflows.editor.selectAll'), icon: SquareDashed, keys: 'Mod+A', run: editing.selectAll },
  ]
}

/** The mode to which the selected activities go: out of one that they are all in, else into it. */
export function otherMode(
  { document, selection }: WorkflowEditor,
  mode: Exclude<ActivityMode, 'normal'>,
): ActivityMode {
  const chosen = document.value.activities.filter(({ id }) => selection.activities.value.has(id))
  return chosen.every(activity => activity.mode === mode) ? 'normal' : mode
}

function modeItems(editing: Editing, editor: WorkflowEditor, t: Translate): MenuItem[] {
  if (editor.selection.activities.value.size === 0) return []
  const disabled = otherMode(editor, 'disabled')
  const held = otherMode(editor, 'held')
  return [
    {
      label: t(disabled === 'normal' ? 'workflows.editor.enable' : 'workflows.editor.disable'),
      icon: Ban,
      keys: 'D',
      run: () => editing.setMode(disabled),
    },
    {
      label: t(held === 'normal' ? 'workflows.editor.letThrough' : 'workflows.editor.hold'),
      icon: Hand,
      keys: 'H',
      run: () => editing.setMode(held),
    },
    'separator',
  ]
}

function clipboardItems({ clipboard, editing }: MenuTools, t: Translate): MenuItem[] {
  return [
    { label: t('workflows.cut'), icon: Scissors, keys: 'Mod+X', run: clipboard.cut },
    { label: t('workflows.copy'), icon: Copy, keys: 'Mod+C', run: () => void clipboard.copy() },
    pasteItem(clipboard, t),
    { label: t('workflows.duplicate'), icon: CopyPlus, keys: 'Mod+D', run: clipboard.duplicate },
    'separator',
    { label: t('workflows.delete'), icon: Trash2, keys: 'Delete', danger: true, run: editing.removeSelected },
  ]
}

function pasteItem(clipboard: Clipboard, t: Translate): MenuItem {
  return {
    label: t('workflows.paste'),
    icon: ClipboardPaste,
    keys: 'Mod+V',
    run: clipboard.paste,
  }
}
