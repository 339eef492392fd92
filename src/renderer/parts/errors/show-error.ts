import { useToasts } from '../../ui/index.ts'
import { describeError } from './describe-error.ts'

/** Shows an error as a passing notice that stays until it is read, or until the page is left on which it happened. */
export function showError(error: unknown): void {
  const { title, next } = describeError(error)
  useToasts().show({ title, text: next || undefined, tone: 'error', isOfPage: true })
}
