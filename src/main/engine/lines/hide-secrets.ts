import { isLineKind, LINES } from '../../../shared/lines/index.ts'

/** Settings as anybody may see them, and the names of the secrets among them that have a value. */
export interface VisibleSettings {
  readonly settings: Record<string, unknown>
  readonly secrets: string[]
}

/**
 * Takes the secrets out of stored settings. Of a kind that this version does not know nothing is shown: what is secret
 * there is not known either.
 * @param stored JSON
 */
export function hideSecrets(kind: string, stored: string): VisibleSettings {
  if (!isLineKind(kind)) return { settings: {}, secrets: [] }
  const names: readonly string[] = LINES[kind].secrets
  const entries = Object.entries(JSON.parse(stored) as Record<string, unknown>)
  return {
    settings: Object.fromEntries(entries.filter(([name]) => !names.includes(name))),
    secrets: entries.filter(([name]) => names.includes(name)).map(([name]) => name),
  }
}
