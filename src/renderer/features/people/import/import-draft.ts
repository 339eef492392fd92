import type { z } from 'zod'
import type {
  badNumberPolicies,
  ColumnTarget,
  FileReading,
  importCalls,
  ReadingChoice,
} from '../../../../shared/contract/imports.ts'
import { labelOfHeader } from '../../../../shared/field-label.ts'
import type { ExistingPolicy } from '../../../../shared/contract/import-options.ts'
import { keepTargets, numberPhones } from './column-targets.ts'
import type { ImportSource } from './import-source.ts'

/** What the engine found in a file. */
export type Inspection = z.output<(typeof importCalls)['imports.inspect']['output']>

/** What happens to rows without a usable number. */
export type BadNumbers = (typeof badNumberPolicies)[number]

/** A list that people are put on: none, one that there is, or a new one. */
export type ListChoice = { readonly id: number } | { readonly name: string } | null

/** What is chosen for all rows at once. */
export interface ImportChoices {
  readonly country: string
  readonly badNumbers: BadNumbers
  readonly existing: ExistingPolicy
  readonly tags: readonly string[]
  readonly list: ListChoice
}

/** How people are brought in. */
export type ImportWay = 'file' | 'paste'

/** Nothing is understood yet; what could not be read stays named, so that it can be tried again. */
export interface FileDraft {
  readonly step: 'file'
  readonly way: ImportWay
  /** What was pasted so far. */
  readonly text: string
  readonly source: ImportSource | null
  readonly isReading: boolean
  readonly trouble: unknown
}

/** A file is understood: its columns are matched, then its first rows are checked. */
export interface MappedDraft extends ImportChoices {
  readonly step: 'columns' | 'check'
  readonly source: ImportSource
  readonly inspection: Inspection
  /** As chosen; differs from the inspection's while it is being read again, or when that went wrong. */
  readonly reading: FileReading
  readonly targets: readonly ColumnTarget[]
  readonly isReading: boolean
  readonly trouble: unknown
}

/** An import before it begins. */
export type ImportDraft = FileDraft | MappedDraft

export const emptyDraft: FileDraft = {
  step: 'file',
  way: 'file',
  text: '',
  source: null,
  isReading: false,
  trouble: undefined,
}

/** A file was chosen or dropped, or a text pasted, and is being looked at. */
export function withSource(source: ImportSource): FileDraft {
  const pasted = source.kind === 'text' ? ({ way: 'paste', text: source.text } as const) : {}
  return { ...emptyDraft, ...pasted, source, isReading: true }
}

/** Back to the first step; a text that was pasted is still there. */
export function withoutSource(draft: ImportDraft): FileDraft {
  if (draft.step === 'file' || draft.source.kind === 'file') return emptyDraft
  return { ...emptyDraft, way: 'paste', text: draft.source.text }
}

/** The engine has looked at the file. */
export function withInspection(draft: ImportDraft, found: Inspection, country: string): ImportDraft {
  const inspection = {
    ...found,
    columns: found.columns.map(column => ({ ...column, target: named(column.target) })),
  }
  const { reading, columns } = inspection
  const fresh = { inspection, reading, isReading: false, trouble: undefined }
  if (draft.step !== 'file') {
    const before = { columns: draft.inspection.columns, targets: draft.targets }
    return { ...draft, ...fresh, targets: keepTargets(before, columns) }
  }
  if (!draft.source) return draft
  const targets = numberPhones(columns.map(column => column.target))
  return { ...fresh, step: 'columns', source: draft.source, targets, ...choicesOf(found, country) }
}

/** As for the last file with the same headers, where there was one. */
function choicesOf({ remembered }: Inspection, country: string): ImportChoices {
  if (!remembered) return { country, badNumbers: 'reject', existing: 'fill', tags: [], list: null }
  const { defaultCountry, badNumbers, existing, tags } = remembered
  // What takes away what people have is chosen anew each time.
  const proposed = existing === 'overwrite' ? 'fill' : existing
  return { country: defaultCountry, badNumbers, existing: proposed, tags, list: null }
}

/** The columns are guessed anew, whatever was chosen for them. */
export function withFreshGuess(draft: MappedDraft, found: Inspection): MappedDraft {
  const mapped = withInspection({ ...emptyDraft, source: draft.source }, found, draft.country)
  if (mapped.step === 'file') return draft
  const { country, badNumbers, existing, tags, list } = draft
  return { ...mapped, country, badNumbers, existing, tags, list }
}

/** New fields get names for people rather than for machines. */
function named(target: ColumnTarget): ColumnTarget {
  return target.to === 'new-field' ? { ...target, label: labelOfHeader(target.label) } : target
}

/** Something went wrong; what was known stays. */
export function withTrouble(draft: ImportDraft, trouble: unknown): ImportDraft {
  return { ...draft, isReading: false, trouble }
}

/** The file is to be read in another way. */
export function withReading(draft: MappedDraft, choice: ReadingChoice): MappedDraft {
  const reading = chooseReading(draft.reading, choice)
  return { ...draft, step: 'columns', reading, isReading: true, trouble: undefined }
}

/** What is shown as chosen until the engine has read it so; of another format nothing is known before. */
function chooseReading(reading: FileReading, choice: ReadingChoice): FileReading {
  if (choice.format !== undefined && choice.format !== reading.format) return reading
  return { ...reading, ...choice } as FileReading
}

/** Whether the list that people are to be put on, if any, has a name. */
export function hasNamedList(draft: ImportDraft): boolean {
  if (draft.step === 'file' || !draft.list || 'id' in draft.list) return true
  return draft.list.name.trim() !== ''
}

/** One column goes somewhere else. */
export function withTarget(draft: MappedDraft, index: number, target: ColumnTarget): MappedDraft {
  return { ...draft, targets: numberPhones(draft.targets.with(index, target)), trouble: undefined }
}
