import type { TemplateFault } from './template-types.ts'

/** What a text about a fault names: the place and what stands there. */
export function faultData({ detail, line, column }: Omit<TemplateFault, 'inside'>): {
  readonly detail: string
  readonly line: number
  readonly column: number
} {
  return { detail, line, column }
}
