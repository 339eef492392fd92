const ctrlZ = '\u001a'
const escape = '\u001b'

/** What is said on a cable with names for the keys in it that have no picture: what ends a text, and what leaves one. */
export function nameControls(text: string): string {
  return text.replaceAll(ctrlZ, ' <Ctrl-Z>').replaceAll(escape, '<Esc>').trim()
}
