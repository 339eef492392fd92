/** Which part of a text area is replaced, and what is selected afterwards, counted within the new text. */
export interface Insertion {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly select?: readonly [from: number, to: number] | undefined
}

/** Replaces a stretch of a text area in a way that its own undo takes back, and leaves the caret in it. */
export function insertText(area: HTMLTextAreaElement, { text, start, end, select }: Insertion): void {
  area.focus()
  area.setSelectionRange(start, end)
  // The one call that keeps the native undo history; where it is missing the text is set all the same.
  const isTyped = typeof document.execCommand === 'function' && typeInto(text)
  if (!isTyped) {
    area.setRangeText(text, start, end, 'end')
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const [from, to] = select ?? [text.length, text.length]
  area.setSelectionRange(start + from, start + to)
}

function typeInto(text: string): boolean {
  return text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text)
}
