/** How many bytes to keep so that no character is cut at the end; bytes that are not UTF-8 are kept as they are. */
export function completeUtf8(bytes: Buffer): number {
  const end = bytes.length
  for (let back = 1; back <= Math.min(3, end); back++) {
    const byte = bytes[end - back] ?? 0
    if (byte < 0x80) return end
    if (byte >= 0xc0) return lengthOf(byte) > back ? end - back : end
  }
  return end
}

function lengthOf(first: number): number {
  if (first >= 0xf0) return 4
  return first >= 0xe0 ? 3 : 2
}
