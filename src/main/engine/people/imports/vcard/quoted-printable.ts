import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'

/**
 * Decodes quoted-printable text (RFC 2045 §6.7), as cards of version 2.1 hold it, with line feeds between its lines.
 * @param charset as the card names it; without one UTF-8 where it is that, else Windows-1252
 */
export function decodeQuotedPrintable(text: string, charset: string | undefined): string {
  const bytes: Buffer[] = []
  for (const [piece, code] of text.matchAll(/=([0-9A-Fa-f]{2})|[^=]+|=/g)) {
    bytes.push(code === undefined ? Buffer.from(piece) : Buffer.from(code, 'hex'))
  }
  const all = Buffer.concat(bytes)
  return decoderOf(charset, all).decode(all).replace(/\r\n?/g, '\n')
}

function decoderOf(charset: string | undefined, bytes: Buffer): TextDecoder {
  try {
    if (charset !== undefined) return new TextDecoder(charset)
  } catch {
    // A charset that nobody knows says nothing.
  }
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252')
}
