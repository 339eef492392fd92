const pdu = /^[0-9a-f]{16,}$/i
const ctrlZ = '\u001a'
/** In 16 bits a digit takes four characters. */
const quoted = /"[^"]*(?:"|$)/g
const digits = /\d{6,}/g

/** What was said to a modem, without numbers and texts of people: PDUs are only counted, long numbers and texts dropped. */
export function redactExchange(text: string): string {
  const hex = text.trim().replace(ctrlZ, '')
  if (pdu.test(hex)) return `[PDU, ${Math.floor(hex.length / 2)}]`
  return text.replace(quoted, hide).replace(digits, '…')
}

/** Words of the protocol, such as `"SM"` or `"GSM"`, stay. */
function hide(text: string): string {
  return /^"[A-Z0-9]{2,5}"$/.test(text) ? text : '"…"'
}
