import type { RuleSetting } from '../audiences/rule-setting.ts'
import type { SqlPart } from '../audiences/sql-part.ts'

/** What columns are read with. */
export interface ReaderSetting {
  readonly rules: RuleSetting
  /** Names of the columns that are there before this one. */
  readonly before: readonly string[]
  /** The population of another set that comes in; undefined where it never fired in this run. */
  findSet(set: { readonly from: string; readonly outlet: string }): number | undefined
}

/** What SQLite hands over. */
export type RawValue = string | number | null

/** How the value of one column is found for a person: what is asked of SQLite, and what is made of the answers. */
export interface ColumnReader {
  /** Expressions over `population_members` and `people`. */
  readonly expressions: readonly SqlPart[]
  /**
   * @param values those of the expressions
   * @param carried what the person carries so far
   * @returns the value as it is kept; null or an empty text for none
   */
  read(values: readonly RawValue[], carried: Readonly<Record<string, string>>): string | null
}
