import type { UserErrorCode } from './error-codes.ts'

/** Values shown inside an error's text, by name. */
export type ErrorData = Readonly<Record<string, string | number>>

/**
 * An error that a person can act on. It crosses the contract as its code and data; the renderer has a text
 * for each code in every language.
 */
export class UserError extends Error {
  readonly code: UserErrorCode
  readonly data: ErrorData

  constructor(code: UserErrorCode, data: ErrorData = {}) {
    super(code)
    this.name = 'UserError'
    this.code = code
    this.data = data
  }
}

/** An error as it was stored or came over a wire: its code is believed, and a text is looked up as far as there is one. */
export function reviveUserError(code: string, data: ErrorData): UserError {
  return new UserError(code as UserErrorCode, data)
}

/** When a message that surely was not sent may be tried again. */
export type RetryPolicy =
  | { readonly kind: 'never' }
  | { readonly kind: 'later' }
  | { readonly kind: 'after'; readonly ms: number }

/** Who has to change something before a refused message can leave. */
export type Blame = 'config' | 'recipient' | 'message' | 'network' | 'provider'

/** The network or the line refused a message that surely was not sent; carries what to do about it. */
export class SendError extends Error {
  readonly code: string
  readonly retry: RetryPolicy
  readonly blame: Blame
  /** What its text names, e.g. another line. */
  readonly data: Readonly<Record<string, string | number>>

  /** @param code short and stable, e.g. `cms-1`; shown to people through a text of its own */
  constructor(
    code: string,
    policy: { readonly retry: RetryPolicy; readonly blame: Blame },
    data: SendError['data'] = {},
  ) {
    super(code)
    this.name = 'SendError'
    this.code = code
    this.retry = policy.retry
    this.blame = policy.blame
    this.data = data
  }
}
