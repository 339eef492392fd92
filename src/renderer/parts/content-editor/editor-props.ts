import type { Column } from '../../../shared/activities/define-activity.ts'
import type { PeopleSource } from '../../../shared/contract/people.ts'
import type { ProofSubject } from '../../../shared/contract/proofs.ts'

/** What an editor of contents is given beside the content. */
export interface EditorProps {
  /** The audience: its people are shown and counted; absent while there is none. */
  readonly source?: PeopleSource | undefined
  /** Columns that people bring along in a workflow; they can stand in the text like fields. */
  readonly columns?: readonly Column[] | undefined
  readonly maxParts?: number | undefined
  /** What it is sent through; null for the default line. */
  readonly lineId?: number | null | undefined
  /** What proofs are of; without it none can be sent. */
  readonly subject?: ProofSubject | undefined
  readonly disabled?: boolean | undefined
  /** What is wrong with the field as a whole, from the form around it. */
  readonly error?: string | undefined
}
