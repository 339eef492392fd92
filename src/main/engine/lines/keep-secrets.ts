import { LINES, type LineKind } from '../../../shared/lines/index.ts'

type Settings = Readonly<Record<string, unknown>>

/**
 * Completes settings that a person saves: nobody can send back a secret that was never shown, so one that is absent
 * stays as it is stored, and null takes it away.
 * @param stored of the same kind; undefined when there are none
 */
export function keepSecrets(kind: LineKind, given: Settings, stored: Settings | undefined): Settings {
  const complete: Record<string, unknown> = { ...given }
  for (const name of LINES[kind].secrets as readonly string[]) {
    const value = given[name] === undefined ? stored?.[name] : given[name]
    if (value === undefined || value === null) delete complete[name]
    else complete[name] = value
  }
  return complete
}
