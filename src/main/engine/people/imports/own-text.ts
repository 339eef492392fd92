/** The same text without what it was cut from: a slice keeps the whole stretch of the file in memory. */
export function ownText(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
