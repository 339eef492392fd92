/**
 * Codes of `SendError` that a line gives on its own account; each has a text in every language. A refusal
 * by the network is `cms-` or `cme-` with the number of 3GPP TS 27.005 §3.2.5 or TS 27.007 §9.2.
 */
export const FAILURE_CODES = [
  'port-missing',
  'port-permission',
  'port-busy',
  'port-failed',
  'modem-silent',
  'modem-no-sim',
  'modem-pin-needed',
  'modem-pin-wrong',
  'modem-pin-last-try',
  'modem-puk-needed',
  'modem-no-pdu-mode',
  'modem-no-prompt',
  'modem-refused',
  'modem-no-ussd',
  'modem-other-sim',
  'modem-taken',
  'line-closed',
  'message-not-encodable',
] as const

/** One of the codes above. */
export type FailureCode = (typeof FAILURE_CODES)[number]
