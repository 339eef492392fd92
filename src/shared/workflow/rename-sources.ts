/** Where a transition comes from, as settings name one: the primary set of a Combine is such a name. */
export interface Source {
  readonly from: string
  readonly outlet: string
}

type Settings = Readonly<Record<string, unknown>>

/**
 * The settings with the transitions that they name named anew, however deep they stand; the very same settings where
 * there are none.
 * @param rename gives the new name, or undefined where the old one stays
 */
export function renameSources(settings: Settings, rename: (source: Source) => Source | undefined): Settings {
  return renameIn(settings, rename) as Settings
}

/** The settings with one transition named anew. */
export function renameSource(settings: Settings, old: Source, next: Source): Settings {
  return renameSources(settings, ({ from, outlet }) =>
    from === old.from && outlet === old.outlet ? next : undefined,
  )
}

function renameIn(value: unknown, rename: (source: Source) => Source | undefined): unknown {
  if (value === null || typeof value !== 'object') return value
  if (isSource(value)) return rename(value) ?? value
  if (Array.isArray(value)) {
    const items = value.map(item => renameIn(item, rename))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  const entries = Object.entries(value).map(([key, item]) => [key, renameIn(item, rename)] as const)
  const hasChanged = entries.some(([key, item]) => item !== (value as Settings)[key])
  return hasChanged ? Object.fromEntries(entries) : value
}

function isSource(value: object): value is Source {
  const { from, outlet, ...others } = value as Partial<Source>
  return typeof from === 'string' && typeof outlet === 'string' && Object.keys(others).length === 0
}
