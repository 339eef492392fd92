/** Something that a modem says without being asked. */
export interface Urc {
  readonly line: string
  /** The PDU that came on the line after, and its announced length without the service centre. */
  readonly pdu?: { readonly hex: string; readonly length: number }
}

/** The longest service centre address that may precede a TPDU: its length octet and 12 more. */
const LONGEST_SERVICE_CENTRE = 13

/** 3GPP codes, vendor chatter, and the words that SIM800 and relatives say after power-up. */
const UNASKED =
  /^(\+(CMT|CMTI|CDS|CDSI|CBM|CBMI|CREG|CGREG|CEREG|CUSD|CIEV|CRING|CLIP|CPIN|CTZV|CTZE|PSBEARER|Z[A-Z]+):|[\^*#$]|RING$|Call Ready|SMS Ready|SMS DONE|PB DONE|NORMAL POWER DOWN|UNDER-VOLTAGE)/

/**
 * Whether a line was said unasked.
 *
 * @param asked the name of the command under way, such as `+CREG`, whose own answer looks the same
 */
export function isUrc(line: string, asked: string | undefined): boolean {
  if (asked !== undefined && line.startsWith(`${asked}:`)) return false
  return UNASKED.test(line)
}

/** Whether a line begins an answer of the network that goes on in the next line. */
export function opensText(line: string): boolean {
  return /^\+CUSD: *\d *, *"[^"]*$/.test(line)
}

/** The announced length of the PDU on the next line; undefined when none follows (3GPP TS 27.005 §3.4.1). */
export function announcedLength(line: string): number | undefined {
  const [, length] = /^\+(?:CMT|CDS|CBM): *(?:.*, *)?(\d+)$/.exec(line) ?? []
  return length === undefined ? undefined : Number(length)
}

/** Whether a line is the PDU that was announced, and not an answer that came between. */
export function isAnnouncedPdu(line: string, length: number): boolean {
  const octets = line.length / 2
  return octets >= length && octets <= length + LONGEST_SERVICE_CENTRE && /^[0-9a-f]+$/i.test(line)
}
