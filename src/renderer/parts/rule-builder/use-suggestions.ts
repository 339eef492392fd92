import { ref, type Ref } from 'vue'
import { client } from '../../host.ts'
import { meaningOf } from './field-words.ts'

/** A value that people have in a field. */
export interface Suggestion {
  readonly value: string
  readonly count: number
  /** What a code means, in the reader's language. */
  readonly meaning: string | null
}

const most = 50
const codeFields = new Set(['country', 'language'])

/**
 * Offers the values of a field that begin with what was typed; codes are found by their meaning too. Late answers
 * are dropped, and no answer leaves the field to free text.
 */
export function useSuggestions(of: { readonly field: () => string; readonly locale: () => string }): {
  readonly suggestions: Readonly<Ref<readonly Suggestion[]>>
  readonly ask: (typed: string) => Promise<void>
} {
  const suggestions = ref<readonly Suggestion[]>([])
  let latest = 0

  async function ask(typed: string): Promise<void> {
    const mine = ++latest
    const field = of.field()
    const isCode = codeFields.has(field)
    try {
      const startsWith = isCode ? '' : typed.slice(0, 100)
      const values = await client.call('audiences.values', { field, startsWith })
      if (mine !== latest) return
      const named = values.map(value => ({ ...value, meaning: meaningOf(field, value.value, of.locale()) }))
      suggestions.value = (isCode ? named.filter(each => fits(each, typed)) : named).slice(0, most)
    } catch {
      if (mine === latest) suggestions.value = []
    }
  }

  return { suggestions, ask }
}

/** A code that is complete is no search: all codes are offered again, to change it. */
function fits({ value, meaning }: Suggestion, typed: string): boolean {
  const wanted = typed.trim().toLocaleLowerCase()
  if (wanted.length <= 2) return true
  return (
    value.toLocaleLowerCase().startsWith(wanted) || Boolean(meaning?.toLocaleLowerCase().includes(wanted))
  )
}
