import type { ColumnTarget } from '../../../../shared/contract/imports.ts'
import type { PersonField } from '../../../../shared/contract/people.ts'
import { readValue, type ValueKind } from '../../../../shared/field/read-value.ts'
import type { FieldType } from '../../../../shared/person-field.ts'

/** What the values of a column are read as; undefined where the column fills no field of its own kind. */
export function kindOf(
  target: ColumnTarget,
  fields: readonly PersonField[],
): (ValueKind & { readonly isNew: boolean }) | undefined {
  if (target.to === 'ignore') return undefined
  const { dateOrder, decimal, separator } = target
  const form = { dateOrder, decimal, separator }
  if (target.to === 'new-field') return { type: target.type ?? 'text', ...form, isNew: true }
  const field = fields.find(({ key }) => key === target.field)
  if (!field || field.isBuiltIn) return undefined
  return { type: field.type, choices: field.choices, ...form, isNew: false }
}

/** Ways to write a value that a type leaves open; those that need to be shown for these values. */
export function openForm(type: FieldType, samples: readonly string[]): keyof typeof shown | undefined {
  const [name] = Object.entries(shown).find(([, [of, isOpen]]) => of === type && samples.some(isOpen)) ?? []
  return name as keyof typeof shown | undefined
}

const shown = {
  dateOrder: ['date', (text: string) => /^\s*\d{1,2}[-/.\s]\s*\d{1,2}[-/.\s]/.test(text)],
  decimal: ['number', (text: string) => /[.,]/.test(text)],
  separator: ['list', () => true],
} as const satisfies Readonly<Record<string, readonly [FieldType, (text: string) => boolean]>>

/** A cell as it will be kept. */
export interface ConvertedCell {
  readonly text: string
  /** It cannot be read as its type says, so the field stays empty. */
  readonly isUnreadable: boolean
}

/** A cell of a column after conversion; texts and what goes into built-in fields stay as they are. */
export function convertCell(cell: string, kind: ValueKind | undefined): ConvertedCell {
  const text = cell.trim()
  if (!kind || text === '' || kind.type === 'text') return { text, isUnreadable: false }
  const value = readValue(text, kind)
  return { text: value ?? text, isUnreadable: value === undefined }
}
