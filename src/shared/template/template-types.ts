/** Kinds of faults; each has a text, `template-` before it, among the issues of a workflow. */
export const templateFaultCodes = [
  'empty',
  'too-long',
  'unknown-field',
  /** `{{`, `{%` or a bracket without its end. */
  'unclosed',
  /** A tag such as `if` without its `endif`. */
  'unended',
  /** `endif`, `else` or another part of a tag where there is no such tag. */
  'misplaced',
  'unknown-tag',
  'unknown-filter',
  /** Nothing where a field or a text belongs. */
  'no-value',
  /** Something where nothing belongs. */
  'unexpected',
  /** A snippet that is not there. */
  'unknown-snippet',
  /** A snippet with a fault of its own. */
  'faulty-snippet',
  /** Anything else that cannot be read. */
  'syntax',
] as const
export type TemplateFaultCode = (typeof templateFaultCodes)[number]

/** What is wrong with a template, and where; line and column count from 1. */
export interface TemplateFault {
  readonly code: TemplateFaultCode
  /** The name, the limit or the stretch of the template that is meant; may be empty. */
  readonly detail: string
  readonly line: number
  readonly column: number
  /** Of a snippet with a fault: what is wrong there, by its own lines and columns. */
  readonly inside?: Omit<TemplateFault, 'inside'>
}

/** A field that a template uses. */
export interface TemplateField {
  readonly name: string
  /** True where the text always shows it and has no `default` for it. */
  readonly isRequired: boolean
}

/** A text for one person. */
export interface RenderedText {
  readonly text: string
  /** Fields that this text needed and the person lacks, each once. */
  readonly missing: readonly string[]
  /** Which way each condition went; absent in a text without conditions. */
  readonly branch?: string
}

/** Renders with values in the order of the template's fields. */
export type Fill = (values: readonly (string | null)[]) => RenderedText

/** A template that has been read. */
export interface Template {
  readonly faults: readonly TemplateFault[]
  /** In the order in which they first appear. */
  readonly fields: readonly TemplateField[]
  readonly fill: Fill
}
