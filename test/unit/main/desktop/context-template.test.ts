import { describe, expect, it } from 'vitest'
import { contextTemplate, type PressedOn } from '../../../../src/main/desktop/context-template.ts'
import { nativeTexts } from '../../../../src/main/desktop/native-texts.ts'

const pressedOn = (on: Partial<PressedOn>): PressedOn => ({
  isEditable: false,
  selectionText: '',
  editFlags: {
    canUndo: false,
    canRedo: false,
    canCut: false,
    canCopy: true,
    canPaste: true,
    canDelete: false,
    canSelectAll: true,
    canEditRichly: false,
  },
  misspelledWord: '',
  dictionarySuggestions: [],
  ...on,
})

function menuOn(on: Partial<PressedOn>) {
  const acts: string[] = []
  const menu = contextTemplate(pressedOn(on), nativeTexts.nl, {
    replace: word => void acts.push(`replace ${word}`),
    learn: word => void acts.push(`learn ${word}`),
  })
  return { menu, acts }
}

describe('contextTemplate', () => {
  it('offers nothing on the bare page', () => {
    expect(menuOn({}).menu).toEqual([])
    expect(menuOn({ selectionText: '  ' }).menu).toEqual([])
  })

  it('copies marked text', () => {
    expect(menuOn({ selectionText: 'a number' }).menu.map(({ label }) => label)).toEqual(['Kopiëren'])
  })

  it('edits a field with what is possible at this moment', () => {
    const { menu } = menuOn({ isEditable: true })
    const enabled = menu.filter(item => item.enabled).map(({ role }) => role)
    expect(enabled).toEqual(['copy', 'paste', 'selectAll'])
  })

  it('puts a better word in the place of a misspelled one, or learns it', () => {
    const { menu, acts } = menuOn({
      isEditable: true,
      misspelledWord: 'Halo',
      dictionarySuggestions: ['Hallo'],
    })
    for (const { click } of menu.slice(0, 2)) (click as (() => void) | undefined)?.()
    expect(acts).toEqual(['replace Hallo', 'learn Halo'])
  })
})
