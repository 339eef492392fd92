import file from '../../../../../vectors/pdu.json' with { type: 'json' }

interface Expected {
  readonly pdu: string
  readonly sca: string
  readonly cmgs_length: number
  readonly udh: string
}

interface SubmitVector {
  readonly kind: 'submit'
  readonly id: string
  readonly number: string
  readonly text: string
  readonly options: {
    readonly ref16?: boolean
    readonly report?: boolean
    readonly flash?: boolean
    readonly validity?: string
  }
  readonly segments: number
  readonly expected: readonly Expected[]
}

interface DeliverVector {
  readonly kind: 'deliver'
  readonly id: string
  readonly sender: string
  readonly text: string
  readonly pdus: readonly string[]
  readonly scts: { readonly ofono: string }
}

interface StatusReportVector {
  readonly kind: 'status-report'
  readonly id: string
  readonly pdu: string
  readonly gammu: { readonly number: string; readonly mr: number; readonly ds: number; readonly text: string }
}

interface NationalVector {
  readonly kind: 'submit-national-language'
  readonly id: string
  readonly number: string
  readonly text: string
  /** Identifiers of the locking table and, where it is another, of the single shift table. */
  readonly options: { readonly language: number; readonly language_ext?: number }
  readonly expected: readonly Expected[]
  readonly alternative?: { readonly expected: readonly Expected[] }
}

const all = file.vectors as unknown as readonly (
  | SubmitVector
  | DeliverVector
  | StatusReportVector
  | NationalVector
)[]

/** The vectors that independent encoders and decoders agree on, by kind. */
export const vectors = {
  submit: all.filter(vector => vector.kind === 'submit'),
  deliver: all.filter(vector => vector.kind === 'deliver'),
  statusReport: all.filter(vector => vector.kind === 'status-report'),
  national: all.filter(vector => vector.kind === 'submit-national-language'),
}
