import { z } from 'zod'
import { durationSchema } from '../schedule/duration.ts'
import { contentVariantsSchema, languageTagSchema, longestTemplate } from './content-variants.ts'

/** What the texts of a test are called; the first is the text of the content itself. */
export const testLetters = ['A', 'B', 'C', 'D'] as const
/** Texts beside that of the content. */
export const mostOthers = testLetters.length - 1

/** What decides which text is best. */
export const winnerMeasures = ['delivered', 'replies', 'clicks', 'hand'] as const
export type WinnerMeasure = (typeof winnerMeasures)[number]
/** What is done where no text is best: the first one is sent, or a person is asked. */
export const tieActions = ['first', 'ask'] as const
export type TieAction = (typeof tieActions)[number]

/** Another text, in its own languages. */
export const testTextSchema = z.object({
  text: z.string().trim().min(1).max(longestTemplate),
  language: languageTagSchema.optional(),
  variants: contentVariantsSchema.optional(),
})
export type TestText = z.infer<typeof testTextSchema>

/** How the text for everybody else is found. */
const winnerRuleSchema = z.object({
  by: z.enum(winnerMeasures),
  /** From when the last message of the test has left; a person who decides by hand needs none. */
  after: durationSchema,
  onTie: z.enum(tieActions),
})
export type WinnerRule = z.infer<typeof winnerRuleSchema>

/**
 * Several texts, each for a random share of the people. With a winner, who is in no share is held back and gets the text that
 * did best; without one, the shares are everybody.
 */
export const contentTestSchema = z
  .object({
    others: z.array(testTextSchema).min(1).max(mostOthers),
    /** Percent, of each text in order. */
    shares: z.array(z.number().int().min(1).max(98)).max(mostOthers + 1),
    winner: winnerRuleSchema.optional(),
  })
  .refine(({ others, shares }) => shares.length === others.length + 1)
  .refine(test => (test.winner ? remainderOf(test) > 0 : remainderOf(test) === 0))
export type ContentTest = z.infer<typeof contentTestSchema>

/** Percent of the people who are held back until there is a winner. */
export function remainderOf({ shares }: { readonly shares: readonly number[] }): number {
  return 100 - shares.reduce((sum, share) => sum + share, 0)
}

/** What a text of a test is called. */
export function letterOf(position: number): string {
  return testLetters[position] ?? ''
}

/** Whether every text of a content is written. */
export function hasAllTexts({
  text,
  test,
}: {
  readonly text: string
  readonly test?: ContentTest | undefined
}): boolean {
  return [text, ...(test?.others ?? []).map(other => other.text)].every(each => each.trim() !== '')
}
