import { useEventListener } from '@vueuse/core'
import { isTyping } from '../../ui/index.ts'

/** Takes what is pasted while nobody writes in a field: a file, or a text. */
export function usePaste(take: { file(file: File): unknown; text(text: string): unknown }): void {
  useEventListener(document, 'paste', event => {
    const { clipboardData } = event
    if (!clipboardData || isTyping(event)) return
    const text = clipboardData.getData('text/plain')
    const file = clipboardData.files[0]
    // A spreadsheet puts a picture of the cells beside their text.
    if (text.trim() !== '') take.text(text)
    else if (file) take.file(file)
  })
}
