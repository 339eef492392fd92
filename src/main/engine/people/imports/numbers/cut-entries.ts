/** Somebody in a list of numbers. */
export interface Entry {
  readonly number: string
  readonly name: string
}

const separators = /[,;|\t\n\r]/
/** Longer than any name with a number. */
const longestEntry = 250
/** A number as it begins and goes on. */
const digits = String.raw`\+?[(\d][\d\s()./+-]{5,}`
const nameFirst = new RegExp(String.raw`^(\p{L}[^<>\d]*?)[\s:=–-]*(${digits})$`, 'u')
const numberFirst = new RegExp(String.raw`^(${digits})[\s:=–-]+(\p{L}[^<>\d]*)$`, 'u')

/**
 * Cuts a line into the people in it: numbers between separators, and `Ann Lee <07700 900123>` as mail programs write
 * people, where a comma may stand in the name. What is no number stays in the place of one, so that nothing is lost.
 */
export function cutEntries(line: string): Entry[] {
  if (!line.includes('<')) return line.split(separators).flatMap(readEntry)
  return line.split('>').flatMap(part => {
    const start = part.lastIndexOf('<')
    if (start < 0) return part.split(separators).flatMap(readEntry)
    const name = part.slice(0, start).replace(/^[\s,;]+/, '')
    return [{ name: unquote(name), number: part.slice(start + 1).trim() }]
  })
}

/** Whether a text is nothing but one number. */
export function isNumber(text: string): boolean {
  return /^\+?[\d\s()./+-]+$/.test(text.trim()) && text.replace(/\D/g, '').length >= 6
}

function readEntry(part: string): Entry[] {
  const text = part.trim()
  if (text === '') return []
  if (text.length > longestEntry) return [{ name: '', number: text }]
  const named = nameFirst.exec(text)
  if (named) return [{ name: unquote(named[1] ?? ''), number: (named[2] ?? '').trim() }]
  const turned = numberFirst.exec(text)
  if (turned) return [{ name: unquote(turned[2] ?? ''), number: (turned[1] ?? '').trim() }]
  return [{ name: '', number: text }]
}

function unquote(name: string): string {
  return name
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
}
