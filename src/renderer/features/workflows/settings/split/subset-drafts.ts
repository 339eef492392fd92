import {
  createSubset,
  type Subset,
  type SubsetOrder,
  type SubsetSize,
} from '../../../../../shared/activities/split.ts'
import { readNamedOutlets } from '../../../../../shared/activities/named-outlet.ts'
import { conditionsOf, everyone, ruleSchema, type Rule, type RuleGroup } from '../../../../../shared/rule.ts'

/** A size or an order may miss its number or value while it is written. */
type Unfinished<T> = T extends { readonly kind: unknown }
  ? Pick<T, 'kind'> & Partial<Omit<T, 'kind'>>
  : T extends { readonly by: unknown }
    ? Pick<T, 'by'> & Partial<Omit<T, 'by'>>
    : never

/** A subset as it stands in a form. */
export interface SubsetDraft extends Omit<Subset, 'size' | 'order'> {
  readonly size: Unfinished<SubsetSize>
  readonly order: Unfinished<SubsetOrder>
}

/** The subsets in settings that may be unfinished; what is missing has its usual value. */
export function readSubsets(settings: Readonly<Record<string, unknown>>): SubsetDraft[] {
  const given: readonly unknown[] = Array.isArray(settings['subsets']) ? settings['subsets'] : []
  return readNamedOutlets(given).map(({ id, label }) => {
    const draft = given.find(each => (each as { id?: unknown } | null)?.id === id) as Partial<SubsetDraft>
    const rule = ruleSchema.safeParse(draft.rule)
    return { ...createSubset(id), ...draft, label, rule: rule.success ? rule.data : everyone }
  })
}

/** The list with the one at a place moved to another one. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from)
  const item = list[from]
  return item === undefined ? [...list] : [...rest.slice(0, to), item, ...rest.slice(to)]
}

/** An id that none of the subsets has, counted on, so that a name without a label is not given twice. */
export function freshSubsetId(subsets: readonly SubsetDraft[]): string {
  const numbers = subsets.map(({ id }) => numberOfSubset(id) ?? 0)
  return `subset-${Math.max(0, ...numbers) + 1}`
}

/** The number in the usual name of a subset; it stays when subsets change places. */
export function numberOfSubset(id: string): number | undefined {
  const digits = /^subset-(\d+)$/.exec(id)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** All subsets with the same percentage; the first ones get what does not divide evenly, in hundredths. */
export function spreadEvenly(subsets: readonly SubsetDraft[]): SubsetDraft[] {
  const whole = 10_000
  const share = Math.floor(whole / subsets.length)
  const rest = whole - share * subsets.length
  return subsets.map((subset, index) => {
    return { ...subset, size: { kind: 'percent', percent: (share + Number(index < rest)) / 100 } }
  })
}

/** What the percentages amount to together. */
export function totalPercent(subsets: readonly SubsetDraft[]): number {
  const sum = subsets.reduce(
    (total, { size }) => total + (size.kind === 'percent' ? (size.percent ?? 0) : 0),
    0,
  )
  return Number(sum.toFixed(2))
}

/**
 * The rule by which a subset's people can be counted among those of a rule before the split: they match it, and no
 * subset above takes them. Undefined where that cannot be told, because a subset above takes only some.
 */
export function countableRule(
  subsets: readonly SubsetDraft[],
  index: number,
  { source, overlap }: { readonly source: Rule; readonly overlap: boolean },
): Rule | undefined {
  const subset = subsets[index]
  const above = overlap ? [] : subsets.slice(0, index)
  if (!subset || above.some(({ size }) => size.kind !== 'all')) return undefined
  if (above.some(({ rule }) => conditionsOf(rule.root).length === 0)) return undefined
  const others: RuleGroup = { type: 'group', match: 'none', items: above.map(({ rule }) => rule.root) }
  return {
    ...everyone,
    root: { type: 'group', match: 'all', items: [source.root, subset.rule.root, others] },
  }
}
