/** A column that people bring along in a workflow. */
export interface BroughtColumn {
  readonly name: string
  readonly label: string
  readonly type: string
}
