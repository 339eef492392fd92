import type { WorkflowIssue } from '../../../shared/contract/workflows.ts'
import { isLanguage, messages } from '../../i18n/index.ts'

/**
 * An issue in words: what is missing and how to mend it. The texts hold braces of templates, so the values are
 * filled in here and not by vue-i18n; a code without a text is shown as it is.
 */
export function describeIssue(issue: Pick<WorkflowIssue, 'code' | 'data'>, locale: string): string {
  const texts = messages[isLanguage(locale) ? locale : 'en']['issues']
  const words = typeof texts === 'object' ? texts[issue.code] : undefined
  if (typeof words !== 'string') return issue.code
  // A fault in another text of a test says in which.
  const inText = typeof texts === 'object' && 'text' in issue.data ? texts['in-text'] : undefined
  const text = typeof inText === 'string' ? inText.replace('{issue}', () => words) : words
  const numbers = new Intl.NumberFormat(locale)
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = issue.data[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? numbers.format(value) : value
  })
}
