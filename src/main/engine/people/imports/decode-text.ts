import { isUtf8 } from 'node:buffer'
import { UserError } from '../../../../shared/errors.ts'
import { oldOffice, packed, startsWith } from './file-marks.ts'
import { byteOrderMarks, type TextEncoding } from './guess-encoding.ts'
import type { TextSource } from './text-source.ts'
import { completeUtf8 } from './utf8-boundary.ts'

/** Some text as UTF-8, with how many bytes of the source were read for it and all before it. */
export interface TextChunk {
  readonly bytes: Buffer
  readonly read: number
}

/** Control characters other than tab, line breaks and form feed: more than one in a hundred is no text. */
const mostControlShare = 0.01
/** A short text may have so many, whatever share that is. */
const freeControls = 3

/**
 * Reads a source as text, without its byte order mark.
 * @throws UserError `import/wrong-encoding`, `import/not-text`, and those of the source
 */
export async function* decodeText(source: TextSource, encoding: TextEncoding): AsyncGenerator<TextChunk> {
  const decode = encoding === 'utf-8' ? createUtf8Check() : createConversion(encoding)
  let read = 0
  for await (const chunk of source.open()) {
    const isFirst = read === 0
    if (isFirst && (startsWith(chunk, packed) || startsWith(chunk, oldOffice))) {
      throw new UserError('import/not-text', fileOf(source))
    }
    read += chunk.length
    const bytes = decode(isFirst ? withoutMark(chunk, encoding) : chunk, read >= source.bytes)
    if (!bytes) throw new UserError('import/wrong-encoding', { ...fileOf(source), encoding })
    if ((isFirst || bytes.includes(0)) && isBinary(bytes)) {
      throw new UserError('import/not-text', fileOf(source))
    }
    yield { bytes, read }
  }
}

type Decode = (chunk: Buffer, isLast: boolean) => Buffer | undefined

/** UTF-8 is passed on as it is: checking it costs a twentieth of decoding and encoding it. */
function createUtf8Check(): Decode {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk, isLast) => {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const end = isLast ? bytes.length : completeUtf8(bytes)
    rest = bytes.subarray(end)
    const complete = bytes.subarray(0, end)
    return isUtf8(complete) ? complete : undefined
  }
}

function createConversion(encoding: TextEncoding): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true })
  return (chunk, isLast) => {
    try {
      return Buffer.from(decoder.decode(chunk, { stream: !isLast }))
    } catch {
      return undefined
    }
  }
}

function withoutMark(chunk: Buffer, encoding: TextEncoding): Buffer {
  const mark = byteOrderMarks.find(known => known.encoding === encoding)?.mark
  return mark && chunk.subarray(0, mark.length).equals(mark) ? chunk.subarray(mark.length) : chunk
}

function isBinary(bytes: Buffer): boolean {
  let count = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === 0) {
      const end = endOfZeros(bytes, at)
      if (!isBeside(bytes, { start: at, end })) count += end - at
      at = end - 1
    } else if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) count += 1
  }
  return count > freeControls && count > bytes.length * mostControlShare
}

function endOfZeros(bytes: Buffer, start: number): number {
  let end = start
  while (bytes[end] === 0) end += 1
  return end
}

/** Zero bytes beside a delimiter fill a cell up, as some databases do. */
function isBeside(bytes: Buffer, { start, end }: { start: number; end: number }): boolean {
  return [bytes[start - 1], bytes[end]].some(byte => byte === undefined || cellEnds.includes(byte))
}

const cellEnds = Buffer.from(',;|"\t\r\n')

function fileOf(source: TextSource): { file: string } {
  return { file: source.name }
}
