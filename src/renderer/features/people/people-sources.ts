import type { Audience } from '../../../shared/contract/audiences.ts'
import type { Import } from '../../../shared/contract/imports.ts'
import type { PeopleSource, Tag } from '../../../shared/contract/people.ts'

/** A source as it stands in an address and in the box that chooses it. */
export type SourceKey =
  | 'everyone'
  | `audience:${number}`
  | `import:${number}`
  | `import:${number}:${ImportPart}`
  | `tag:${number}`

/** Some of the people of an import: those whom it made, those whom it changed, those whom it left as they are. */
const importParts = ['imported', 'updated', 'skipped'] as const
type ImportPart = (typeof importParts)[number]

/** The source of a screen's address; everyone for anything that is none. */
export function sourceKeyOf(query: Readonly<Record<string, unknown>>): SourceKey {
  for (const kind of ['audience', 'import', 'tag'] as const) {
    const id = Number(query[kind])
    if (!Number.isInteger(id) || id <= 0) continue
    const part = kind === 'import' && importParts.find(each => each === query['part'])
    return part ? `import:${id}:${part}` : `${kind}:${id}`
  }
  return 'everyone'
}

/** The address of a source. */
export function sourceQuery(key: SourceKey): Record<string, string> {
  const [kind, id, part] = key.split(':')
  return kind && id ? { [kind]: id, ...(part && { part }) } : {}
}

/** What the list of people is asked for. */
export function toSource(key: SourceKey): PeopleSource | undefined {
  const [kind, id] = key.split(':')
  const part = importParts.find(each => key.endsWith(`:${each}`))
  if (kind === 'audience') return { audienceId: Number(id) }
  if (kind === 'tag') return { tagId: Number(id) }
  return kind === 'import' ? { importId: Number(id), ...(part && { part }) } : undefined
}

interface SourceOption {
  readonly value: SourceKey
  readonly label: string
  readonly hint?: string
}

interface SourceWords {
  readonly everyone: string
  readonly audience: string
  readonly tag: (people: number) => string
  readonly import: (at: number) => string
  readonly part: (file: string, part: ImportPart) => string
}

/**
 * Everyone, then the audiences, then the tags, then the imports that still have people, newest first; a part of an
 * import only while it is shown.
 */
export function sourceOptions(
  {
    audiences,
    tags,
    imports,
    shown,
  }: {
    readonly audiences: readonly Audience[]
    readonly tags: readonly Tag[]
    readonly imports: readonly Import[]
    readonly shown?: SourceKey
  },
  words: SourceWords,
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
    ...importOptions(imports, shown, words),
  ]
}

function importOptions(
  imports: readonly Import[],
  shown: SourceKey | undefined,
  words: Pick<SourceWords, 'import' | 'part'>,
): SourceOption[] {
  return imports
    .filter(
      ({ state, imported, updated, skipped }) => state === 'finished' && imported + updated + skipped > 0,
    )
    .toSorted((a, b) => b.startedAt - a.startedAt)
    .flatMap(({ id, fileName, startedAt }): SourceOption[] => {
      const hint = words.import(startedAt)
      const whole: SourceOption = { value: `import:${id}`, label: fileName, hint }
      const part = importParts.find(each => shown === `import:${id}:${each}`)
      if (!part) return [whole]
      return [whole, { value: `import:${id}:${part}`, label: words.part(fileName, part), hint }]
    })
}
