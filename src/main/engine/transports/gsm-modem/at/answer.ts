/** How a command ended. */
export type AtAnswer =
  | { readonly kind: 'ok'; readonly lines: readonly string[] }
  /** `cms-` or `cme-` with its number, or `error` for a bare ERROR. */
  | { readonly kind: 'error'; readonly code: string }
  /** No answer in time; `dataSent` when a PDU had left, so that the network may have it. */
  | { readonly kind: 'timeout'; readonly dataSent: boolean }
  /** The link is gone; `dataSent` as above. */
  | { readonly kind: 'closed'; readonly dataSent: boolean }

const BARE_ERRORS = new Set(['ERROR', 'NO CARRIER', 'COMMAND NOT SUPPORT', 'COMMAND NOT SUPPORTED'])

/** Reads a final result code; undefined for any other line (ITU-T V.250 §5.7.1, 3GPP TS 27.005 §3.2.5). */
export function parseFinal(line: string): 'ok' | { readonly code: string } | undefined {
  if (line === 'OK') return 'ok'
  if (BARE_ERRORS.has(line)) return { code: 'error' }
  const [, kind, number] = /^\+(CMS|CME) ERROR: *(\d*)/.exec(line) ?? []
  if (kind === undefined) return undefined
  return { code: number === '' || number === undefined ? 'error' : `${kind.toLowerCase()}-${number}` }
}

/** What follows `prefix` in the first answer line that has it, trimmed; undefined when none has or it failed. */
export function findInfo(answer: AtAnswer, prefix: string): string | undefined {
  if (answer.kind !== 'ok') return undefined
  return answer.lines
    .find(line => line.startsWith(prefix))
    ?.slice(prefix.length)
    .trim()
}
