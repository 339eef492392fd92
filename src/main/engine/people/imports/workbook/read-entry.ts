import { pipeline, type Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'

/** Four times what Node unpacks at once by itself: fewer and larger pieces cost less. */
const chunkBytes = 64 * 1024

/**
 * Unpacks one entry bit by bit, and fails where it is not what the archive says of it: longer, shorter, or other bytes.
 * yauzl unpacks too, but in smaller pieces and without looking at the checksum.
 * @param note hears how many packed bytes were read so far
 */
export async function* readEntry(
  zip: ZipFile,
  entry: Entry,
  note: (packed: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  if (!entry.canDecodeFileData()) throw new Error(`packed by method ${entry.compressionMethod}`)
  const raw = await zip.openReadStreamPromise(entry, { decodeFileData: false })
  const { stream, packed } = entry.compressionMethod === 0 ? { stream: raw, packed: undefined } : unpack(raw)
  let bytes = 0
  let sum = 0
  for await (const chunk of stream) {
    const piece = chunk as Buffer
    bytes += piece.length
    if (bytes > entry.uncompressedSize) throw new Error('longer than it says')
    sum = crc32(piece, sum)
    note(packed?.() ?? bytes)
    yield piece
  }
  if (bytes < entry.uncompressedSize) throw new Error('shorter than it says')
  if (sum !== entry.crc32) throw new Error('its checksum is another')
}

function unpack(raw: Readable): { stream: Readable; packed: () => number } {
  const inflate = createInflateRaw({ chunkSize: chunkBytes })
  // Its errors arrive where the stream is read.
  pipeline(raw, inflate, () => undefined)
  return { stream: inflate, packed: () => inflate.bytesWritten }
}
