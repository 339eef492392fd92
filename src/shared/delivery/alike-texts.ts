import { isSame } from '../is-same.ts'
import type { ContentTest, TestText } from './content-test.ts'

/** Two texts of a test, by position, that say the same: nobody learns from it which of them is better. */
export interface AlikeTexts {
  readonly position: number
  readonly as: number
}

/** The texts that are the same as one before them, in all languages. */
export function alikeTextsOf(content: TestText, { others }: ContentTest): readonly AlikeTexts[] {
  const texts = [content, ...others].map(({ text, language, variants }) => {
    return { text: text.trim(), language, variants }
  })
  return texts.flatMap((text, position) => {
    const as = texts.findIndex(each => isSame(each, text))
    return as < position ? [{ position, as }] : []
  })
}
