/** A PDU that cannot be read or written; the message is a short English phrase for the log. */
export class PduError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PduError'
  }
}
