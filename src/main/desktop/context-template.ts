import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'
import type { NativeTexts } from './native-texts.ts'

/** What was pressed on, as far as the menu depends on it. */
export type PressedOn = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'editFlags' | 'misspelledWord' | 'dictionarySuggestions'
>

/** What the menu does about a misspelled word. */
export interface SpellingActs {
  replace(word: string): void
  learn(word: string): void
}

type Item = MenuItemConstructorOptions

/** What a field or a piece of marked text offers where the page has no menu of its own; nothing elsewhere. */
export function contextTemplate(on: PressedOn, texts: NativeTexts, acts: SpellingActs): Item[] {
  const copy: Item = { role: 'copy', label: texts.copy, enabled: on.editFlags.canCopy }
  if (!on.isEditable) return on.selectionText.trim() === '' ? [] : [copy]
  return [
    ...spellingItems(on, texts, acts),
    { role: 'undo', label: texts.undo, enabled: on.editFlags.canUndo },
    { role: 'redo', label: texts.redo, enabled: on.editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', label: texts.cut, enabled: on.editFlags.canCut },
    copy,
    { role: 'paste', label: texts.paste, enabled: on.editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: texts.selectAll, enabled: on.editFlags.canSelectAll },
  ]
}

function spellingItems(on: PressedOn, texts: NativeTexts, acts: SpellingActs): Item[] {
  const { misspelledWord: word, dictionarySuggestions: better } = on
  if (word === '') return []
  return [
    ...better.map(label => ({ label, click: () => acts.replace(label) })),
    { label: texts.learnSpelling, click: () => acts.learn(word) },
    { type: 'separator' },
  ]
}
