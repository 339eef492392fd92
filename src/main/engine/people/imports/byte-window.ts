/** The bytes of a stream that are not done with yet. */
export interface ByteWindow {
  add(bytes: Buffer): void
  /**
   * Leaves behind what lies before a place in the whole stream.
   * @returns a function that gives what lies between the place before and this one as text, until the next cut
   */
  cut(end: number): () => string
}

/** An empty window at the start of a stream. */
export function createByteWindow(): ByteWindow {
  let chunks: readonly { readonly start: number; readonly bytes: Buffer }[] = []
  let from = 0
  let added = 0
  return {
    add(bytes) {
      chunks = [
        ...chunks.filter(({ start, bytes: { length } }) => start + length > from),
        { start: added, bytes },
      ]
      added += bytes.length
    },
    cut(end) {
      const begin = from
      from = end
      return () => {
        const pieces = chunks.map(({ start, bytes }) =>
          bytes.subarray(Math.max(0, begin - start), Math.max(0, end - start)),
        )
        return Buffer.concat(pieces).toString()
      }
    },
  }
}
