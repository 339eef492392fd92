/** A column of a file, as far as it was looked at. */
export interface ColumnSample {
  /** Empty where the file names no columns. */
  readonly header: string
  readonly values: readonly string[]
}
