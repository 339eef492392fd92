import type { ChosenFile } from '../../../../shared/contract/desktop.ts'

/** Where people come from: a file, or a text that was pasted. */
export type ImportSource =
  | { readonly kind: 'file'; readonly file: ChosenFile }
  | { readonly kind: 'text'; readonly text: string; readonly name: string }

/** The source as calls take it. */
export function askFor(source: ImportSource): { file: string } | { text: string; name: string } {
  return source.kind === 'file' ? { file: source.file.ref } : { text: source.text, name: source.name }
}

/** What a person knows the source by. */
export function nameOf(source: ImportSource): string {
  return source.kind === 'file' ? source.file.name : source.name
}

/** The longest text that can be pasted, in bytes of UTF-8; the engine takes no more either. */
export const mostTextBytes = 5_000_000

/** Whether a text is longer than can be pasted. */
export function isTooLong(text: string): boolean {
  // No character takes more than three bytes for each of its units, so a short text need not be measured.
  return text.length * 3 > mostTextBytes && new Blob([text]).size > mostTextBytes
}
