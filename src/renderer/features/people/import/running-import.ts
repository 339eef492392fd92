import { UserError } from '../../../../shared/errors.ts'

/** Where the import is shown that stands in the way of another; undefined for any other trouble. */
export function linkToRunning(trouble: unknown): string | undefined {
  if (!(trouble instanceof UserError) || trouble.code !== 'import/already-running') return undefined
  const id = trouble.data['id']
  return id === undefined ? '/people/imports' : `/people/imports/${id}`
}
