import { shallowRef, type ShallowRef } from 'vue'
import { client } from '../../host.ts'

/** The entries that people have in a list and that begin with what was typed; late answers count for nothing. */
export function useEntries(field: () => string): {
  readonly entries: Readonly<ShallowRef<readonly string[]>>
  readonly ask: (typed: string) => Promise<void>
} {
  const entries = shallowRef<readonly string[]>([])
  let latest = 0
  async function ask(typed: string): Promise<void> {
    const mine = ++latest
    try {
      const values = await client.call('audiences.values', {
        field: field(),
        startsWith: typed.slice(0, 100),
      })
      if (mine === latest) entries.value = values.map(({ value }) => value)
    } catch {
      // Without suggestions anything can still be typed.
    }
  }
  return { entries, ask }
}
