import type { ExistingPolicy } from '../../../../shared/contract/import-options.ts'

/** What can be chosen on screen; a person for each row whatever its number is for scripts alone. */
export const existingChoices = [
  'fill',
  'skip',
  'overwrite',
  'add',
] as const satisfies readonly ExistingPolicy[]
