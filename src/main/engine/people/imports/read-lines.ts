import type { TextChunk } from './decode-text.ts'

/** Takes the lines of a text, whatever ends them. */
export interface LineReader {
  /** @param number from 1 */
  line(text: string, number: number): void
  /** As in `RecordReader`. */
  pause(read: number): boolean | Promise<boolean>
}

/** Beyond, a line is handed over in pieces: a million characters in one are no line of anything. */
const longestLine = 1024 * 1024

/** Reads text line by line. @returns false where the reader stopped it */
export async function readLines(text: AsyncIterable<TextChunk>, reader: LineReader): Promise<boolean> {
  let rest = ''
  let number = 0
  for await (const { bytes, read } of text) {
    // A zero byte is kept as a sign that something was there.
    rest += bytes.includes(0) ? bytes.toString().replaceAll('\0', '\u{fffd}') : bytes.toString()
    // A carriage return at the very end may be half of a line break.
    const isHalf = rest.endsWith('\r')
    const lines = (isHalf ? rest.slice(0, -1) : rest).split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + (isHalf ? '\r' : '')
    for (const line of lines) reader.line(line, ++number)
    if (rest.length > longestLine) {
      const end = endOfPiece(rest)
      reader.line(rest.slice(0, end), ++number)
      rest = rest.slice(end)
    }
    if (!(await reader.pause(read))) return false
  }
  if (rest !== '') reader.line(rest.replace(/\r$/, ''), number + 1)
  return true
}

function endOfPiece(text: string): number {
  return Math.max(...[',', ';', '\t', '>'].map(separator => text.lastIndexOf(separator))) + 1 || text.length
}
