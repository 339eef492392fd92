import { cardColumns } from '../../../../../shared/card-columns.ts'
import type { FileReading } from '../../../../../shared/contract/imports.ts'
import type { TextChunk } from '../decode-text.ts'
import { readLines } from '../read-lines.ts'
import type { RecordReader } from '../record-reader.ts'
import { cutEntries } from './cut-entries.ts'

/** How a list of numbers is read. */
export type NumbersReading = Extract<FileReading, { format: 'numbers' }>

/**
 * Reads a list of numbers, with or without names, as records. Several can stand in a line, so each is counted by its
 * place in the list.
 * @throws UserError those of `decodeText`
 */
export async function readNumbers(
  text: AsyncIterable<TextChunk>,
  { hasNames }: NumbersReading,
  { take, pause }: RecordReader,
): Promise<void> {
  let place = 0
  let last = 0
  take(hasNames ? [cardColumns.phone, cardColumns.name] : [cardColumns.phone], 0)
  const isWhole = await readLines(text, {
    line(line) {
      for (const { number, name } of cutEntries(line)) {
        place += 1
        take(hasNames ? [number, name] : [name === '' ? number : `${name} ${number}`], place)
      }
    },
    pause: read => pause((last = read)),
  })
  if (isWhole) await pause(last)
}
