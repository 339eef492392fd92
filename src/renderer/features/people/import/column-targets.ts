import type { ColumnTarget } from '../../../../shared/contract/imports.ts'
import type { PersonField } from '../../../../shared/contract/people.ts'
import { labelOfHeader } from '../../../../shared/field-label.ts'
import type { ValueForm } from '../../../../shared/field/read-value.ts'
import { phoneColumns } from '../../../../shared/phone-columns.ts'

/** A target as a select holds it. */
export type TargetChoice = 'ignore' | 'new' | `field:${string}`

/** What is to be said about the target of one column; only a field without a name keeps an import from beginning. */
export type ColumnRemark = 'no-name' | 'name-taken' | 'same-field'

/** What is to be said about the targets of a file. */
export interface MappingRemarks {
  /** By position of the column. */
  readonly columns: ReadonlyMap<number, ColumnRemark>
  /** No column is the number, so nobody could be texted. */
  readonly isPhoneMissing: boolean
}

/** The select's value for a target. */
export function choiceOf(target: ColumnTarget): TargetChoice {
  if (target.to === 'ignore') return 'ignore'
  return target.to === 'new-field' ? 'new' : `field:${target.field}`
}

/**
 * The target for a select's value; a new field is first named like its column. How the values are written stays as it
 * was before.
 */
export function targetOf(
  choice: TargetChoice,
  header: string,
  before: ColumnTarget = { to: 'ignore' },
): ColumnTarget {
  if (choice === 'ignore') return { to: 'ignore' }
  const form = before.to === 'ignore' ? {} : formOf(before)
  if (choice === 'new') return { to: 'new-field', label: labelOfHeader(header), type: 'text', ...form }
  return { to: 'field', field: choice.slice('field:'.length), ...form }
}

function formOf({ dateOrder, decimal, separator }: Exclude<ColumnTarget, { to: 'ignore' }>): ValueForm {
  return {
    ...(dateOrder && { dateOrder }),
    ...(decimal && { decimal }),
    ...(separator && { separator }),
  }
}

/** Columns with numbers count from 1 where there are several; a column that has become one comes last. */
export function numberPhones(targets: readonly ColumnTarget[]): readonly ColumnTarget[] {
  const order = phoneColumns(targets)
  return targets.map((target, column) => {
    if (target.to !== 'field') return target
    const { priority: _, ...rest } = target
    const place = order.indexOf(column)
    return place < 0 || order.length === 1 ? rest : { ...rest, priority: place + 1 }
  })
}

/** A column with numbers comes at another place among them, counted from 1. */
export function movePhone(
  targets: readonly ColumnTarget[],
  column: number,
  place: number,
): readonly ColumnTarget[] {
  const order = phoneColumns(targets).filter(each => each !== column)
  order.splice(place - 1, 0, column)
  return targets.map((target, index) => {
    const at = order.indexOf(index)
    return target.to === 'field' && at >= 0 ? { ...target, priority: at + 1 } : target
  })
}

/**
 * Finds new fields without a name of their own, a missing number, and columns that share a field: of those the first
 * that is filled counts. Several columns with numbers have an order of their own.
 */
export function findRemarks(
  targets: readonly ColumnTarget[],
  fields: readonly PersonField[],
): MappingRemarks {
  const columns = new Map<number, ColumnRemark>()
  const first = new Map<string, number>()
  const labels = new Map(fields.map(field => [fold(field.label), field.key]))
  for (const [index, target] of targets.entries()) {
    if (target.to === 'ignore') continue
    const key =
      target.to === 'field' ? target.field : (labels.get(fold(target.label)) ?? `new ${fold(target.label)}`)
    if (target.to === 'new-field' && target.label.trim() === '') columns.set(index, 'no-name')
    else if (key !== 'phone' && first.has(key)) columns.set(index, 'same-field')
    else if (target.to === 'new-field' && labels.has(fold(target.label))) columns.set(index, 'name-taken')
    if (!first.has(key)) first.set(key, index)
  }
  return { columns, isPhoneMissing: !first.has('phone') }
}

/** Whether an import with these targets can begin. */
export function canImport({ columns, isPhoneMissing }: MappingRemarks): boolean {
  return !isPhoneMissing && ![...columns.values()].includes('no-name')
}

interface Column {
  readonly header: string
  readonly target: ColumnTarget
}

/**
 * Targets after a file was read in another way: a column that is still there under the same header keeps what was
 * chosen for it, every other takes the fresh guess.
 */
export function keepTargets(
  before: { readonly columns: readonly Column[]; readonly targets: readonly ColumnTarget[] },
  columns: readonly Column[],
): readonly ColumnTarget[] {
  const chosen = new Map<string, ColumnTarget>()
  for (const [index, { header, target }] of before.columns.entries()) {
    const present = before.targets[index]
    if (present && JSON.stringify(present) !== JSON.stringify(target)) chosen.set(header, present)
  }
  return numberPhones(columns.map(({ header, target }) => chosen.get(header) ?? target))
}

function fold(label: string): string {
  return label.trim().normalize('NFC').toLocaleLowerCase()
}
