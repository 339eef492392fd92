import type { Moment } from '../../../shared/calendar-day.ts'
import type { FieldType } from '../../../shared/person-field.ts'
import type { Rule } from '../../../shared/rule.ts'

/** A saved audience, as far as a rule needs it to be in it. */
export interface NamedAudience {
  readonly name: string
  readonly rule: Rule
  /** Its members in `audience_members`; null where the rule itself decides. */
  readonly memberSet: number | null
}

/** What a rule is read with. */
export interface RuleSetting {
  /** Types of the custom fields by key. */
  readonly fields: ReadonlyMap<string, FieldType>
  /** Columns that people of a workflow carry, which a rule names as it does fields; an audience it names knows none. */
  readonly carried?: { readonly columns: ReadonlySet<string>; readonly without: RuleSetting }
  /** For phone numbers that a rule names in national form. */
  readonly defaultCountry: string
  /** Whether anybody was ever merged into somebody else: the ledger then knows people by more than one id. */
  readonly hasMerged: boolean
  /** Whether a tag, or a subscription list, is there. */
  hasTag(id: number): boolean
  hasList(id: number): boolean
  findAudience(id: number): NamedAudience | undefined
  /** What "today" means: the machine's own time zone. */
  readMoment(): Moment
}
