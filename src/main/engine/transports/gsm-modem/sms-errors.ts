import { SendError, type Blame, type RetryPolicy } from '../../../../shared/errors.ts'

interface ErrorClass {
  readonly blame: Blame
  readonly retry: RetryPolicy
  /** Numbers, and ranges with both ends. */
  readonly cms: readonly (number | readonly [number, number])[]
  readonly cme?: readonly (number | readonly [number, number])[]
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

/**
 * What to do about each refusal: numbers of 3GPP TS 24.011 annex E (1–127), TS 23.040 §9.2.3.22 (128–255),
 * TS 27.005 §3.2.5 (300–512) and TS 27.007 §9.2. Those not named here are tried again later.
 */
const CLASSES: readonly ErrorClass[] = [
  // Unassigned, unidentified or unknown subscriber; invalid or barred address.
  { blame: 'recipient', retry: { kind: 'never' }, cms: [1, 28, 30, 195, 196] },
  // Rejected: a second try may do.
  { blame: 'recipient', retry: { kind: 'later' }, cms: [21] },
  // Destination out of service: a phone that is off for long.
  { blame: 'recipient', retry: { kind: 'after', ms: 10 * MINUTE }, cms: [27] },
  // The message itself is wrong and stays so.
  {
    blame: 'message',
    retry: { kind: 'never' },
    cms: [81, [95, 99], 111, [128, 145], 159, 176, 198, 199, [303, 305]],
  },
  // The network or the service centre is busy or out of order, or the SIM is.
  {
    blame: 'network',
    retry: { kind: 'later' },
    cms: [17, 22, 42, 47, 192, 194, 314, 331, 332, 500, 512],
    cme: [14],
  },
  // Temporary failure: the clause suggests trying again almost immediately.
  { blame: 'network', retry: { kind: 'after', ms: SECOND }, cms: [41] },
  // Network out of order: trying at once is not likely to succeed.
  { blame: 'network', retry: { kind: 'after', ms: 5 * MINUTE }, cms: [38] },
  // Storage is full; it empties as reports and messages are read.
  { blame: 'network', retry: { kind: 'after', ms: 5 * SECOND }, cms: [208, 211, 322], cme: [20] },
  // Barred, not subscribed, no SIM, PIN, no service centre: nothing leaves until a person changes something.
  {
    blame: 'config',
    retry: { kind: 'later' },
    cms: [8, 10, 29, 50, 69, 193, [300, 302], [310, 313], [315, 318], 320, 330],
    cme: [[10, 13], [15, 18], 30, 32, 103, [106, 112]],
  },
]

const policies = new Map<string, { readonly blame: Blame; readonly retry: RetryPolicy }>()
for (const { blame, retry, cms, cme = [] } of CLASSES) {
  for (const number of expand(cms)) policies.set(`cms-${number}`, { blame, retry })
  for (const number of expand(cme)) policies.set(`cme-${number}`, { blame, retry })
}

/** "Rejected, duplicate": the service centre holds this very message already, so it is not a failure. */
export const DUPLICATE_CODE = 'cms-197'

/** The error of a refusal. @param code as in an `AtAnswer`; a bare `error` becomes `modem-refused` */
export function toSendError(code: string): SendError {
  const policy = policies.get(code) ?? { blame: 'network', retry: { kind: 'later' } }
  return new SendError(code === 'error' ? 'modem-refused' : code, policy)
}

function expand(entries: readonly (number | readonly [number, number])[]): number[] {
  return entries.flatMap(entry => {
    if (typeof entry === 'number') return [entry]
    const [first, last] = entry
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}
