import type { Audience } from '../../../shared/contract/audiences.ts'
import type { Import } from '../../../shared/contract/imports.ts'
import type { PeopleSource, Tag } from '../../../shared/contract/people.ts'

/** A source as it stands in an address and in the box that chooses it. */
export type SourceKey = 'everyone' | `audience:${number}` | `import:${number}` | `tag:${number}`

/** The source of a screen's address; everyone for anything that is none. */
export function sourceKeyOf(query: Readonly<Record<string, unknown>>): SourceKey {
  for (const kind of ['audience', 'import', 'tag'] as const) {
    const id = Number(query[kind])
    if (Number.isInteger(id) && id > 0) return `${kind}:${id}`
  }
  return 'everyone'
}

/** The address of a source. */
export function sourceQuery(key: SourceKey): Record<string, string> {
  const [kind, id] = key.split(':')
  return kind && id ? { [kind]: id } : {}
}

/** What the list of people is asked for. */
export function toSource(key: SourceKey): PeopleSource | undefined {
  const [kind, id] = key.split(':')
  if (kind === 'audience') return { audienceId: Number(id) }
  if (kind === 'tag') return { tagId: Number(id) }
  return kind === 'import' ? { importId: Number(id) } : undefined
}

interface SourceOption {
  readonly value: SourceKey
  readonly label: string
  readonly hint?: string
}

/** Everyone, then the audiences, then the tags, then the imports that still have people, newest first. */
export function sourceOptions(
  {
    audiences,
    tags,
    imports,
  }: {
    readonly audiences: readonly Audience[]
    readonly tags: readonly Tag[]
    readonly imports: readonly Import[]
  },
  words: {
    readonly everyone: string
    readonly audience: string
    readonly tag: (people: number) => string
    readonly import: (at: number) => string
  },
): readonly SourceOption[] {
  return [
    { value: 'everyone', label: words.everyone },
    ...audiences.map(({ id, name }): SourceOption => ({
      value: `audience:${id}`,
      label: name,
      hint: words.audience,
    })),
    ...tags.map(({ id, name, people }): SourceOption => ({
      value: `tag:${id}`,
      label: name,
      hint: words.tag(people),
    })),
    ...imports
      .filter(({ imported, state }) => imported > 0 && state === 'finished')
      .toSorted((a, b) => b.startedAt - a.startedAt)
      .map(({ id, fileName, startedAt }): SourceOption => ({
        value: `import:${id}`,
        label: fileName,
        hint: words.import(startedAt),
      })),
  ]
}
