import type { ErrorData } from '../../../shared/errors.ts'

/** An error as it is stored: its code and the values of its text. */
export interface Trouble {
  readonly code: string
  readonly data: ErrorData
}
