/** A growing list of numbers that takes eight bytes for each, and never has to be copied to grow. */
export interface NumberList {
  readonly size: number
  push(value: number): void
  at(index: number): number
}

const blockSize = 65_536

/** An empty list. */
export function createNumberList(): NumberList {
  const blocks: Float64Array[] = []
  let block = new Float64Array(0)
  let used = 0
  let size = 0
  return {
    get size() {
      return size
    },
    push(value) {
      if (used === block.length) {
        block = new Float64Array(blockSize)
        blocks.push(block)
        used = 0
      }
      block[used++] = value
      size += 1
    },
    at: index => blocks[Math.floor(index / blockSize)]?.[index % blockSize] ?? 0,
  }
}
