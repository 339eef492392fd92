import { isQuotedPrintable } from './parse-property.ts'

/** Takes lines as they stand in a text. */
export interface Unfolding {
  line(text: string, number: number): void
  /** No line follows. @param number of the last */
  end(number: number): void
}

/** A note may be long, but not a book. */
const longestProperty = 64 * 1024

/**
 * Puts lines together that belong together: those that begin with a space go on with the one before (RFC 6350 §3.2), and
 * so does what follows an equals sign at the end of quoted-printable text (RFC 2045 §6.7).
 * @param take hears each whole line with the number of its last
 * @param skips whether a line and what goes on with it are passed over
 */
export function createUnfolding(
  take: (text: string, number: number) => void,
  skips: (text: string) => boolean,
): Unfolding {
  let open: string | undefined
  let isSoft = false

  function append(text: string): void {
    if (open === undefined || open.length > longestProperty) return
    open += text
    isSoft = text.endsWith('=') && isQuotedPrintable(open)
  }
  function end(number: number): void {
    const text = open
    open = undefined
    isSoft = false
    if (text !== undefined) take(text, number)
  }
  return {
    line(text, number) {
      if (isSoft && open !== undefined) {
        open = open.slice(0, -1)
        return append(text)
      }
      if (/^[ \t]/.test(text)) return append(text.slice(1))
      end(number - 1)
      if (text.trim() === '' || skips(text)) return
      open = ''
      append(text)
    },
    end,
  }
}
