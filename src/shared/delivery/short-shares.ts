import { remainderOf, type ContentTest } from './content-test.ts'
import { exactShares } from './exact-shares.ts'

/** A share of a test that is smaller than it is meant to be; the position behind the last text is that of who waits. */
export interface ShortShare {
  readonly position: number
  readonly messages: number
  readonly goal: number
}

/** The shares that could not be made as large as they are meant to be, since texts cannot be sent to enough people. */
export function shortSharesOf(
  test: ContentTest,
  prepared: {
    readonly texts: readonly { readonly messages: number }[]
    readonly held?: { readonly messages: number } | undefined
  },
): readonly ShortShare[] {
  const sizes = [...prepared.texts.map(({ messages }) => messages), prepared.held?.messages ?? 0]
  const all = sizes.reduce((sum, size) => sum + size, 0)
  return exactShares(all, [...test.shares, remainderOf(test)]).flatMap((goal, position) => {
    const messages = sizes[position] ?? 0
    return messages < goal ? [{ position, messages, goal }] : []
  })
}
