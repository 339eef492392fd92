/* oxlint-disable no-control-regex -- the range of ASCII begins with control characters */
/** Nothing in it is folded but capitals: ASCII without the backtick, which stands for an apostrophe. */
const plain = /^[\u0000-\u005f\u0061-\u007f]*$/
const latin = /^[\u0000-\u024f]*$/
const accented = /[`\u0080-\u024f]/g

/** Letters that are more than a letter with an accent, as people write them who do not have them on their keyboard. */
const spelledOut: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
}
const special = /[ßẞæœøłđðþħŧı]/gi
/** What keyboards and word processors write for an apostrophe, and for a hyphen. */
const apostrophes = /[`´ʹʻʼʽˈ‘’‛′]/g
const hyphens = /[‐‑‒–−]/g

/** The accented Latin letters without their accents, by code: stripping each text costs five times as much. */
const plainLetters = Array.from({ length: 0x250 }, (_, code) => strip(String.fromCharCode(code)))

/**
 * A text without accents and capitals, as it is sorted, searched and compared in rules: "Élodie" and "elodie" are one,
 * and so are "Strauß" and "Strauss", and "O’Brien" and "O'Brien".
 */
export function foldName(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  if (latin.test(text))
    return text.replace(accented, letter => plainLetters[letter.charCodeAt(0)] ?? letter).toLowerCase()
  return strip(text).toLowerCase()
}

/** What a person is sorted and searched by: the last name first. */
export function nameKeyOf(firstName: string | null, lastName: string | null): string {
  if (!firstName) return lastName ? foldName(lastName) : ''
  return foldName(lastName ? `${lastName} ${firstName}` : firstName)
}

function strip(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(special, letter => spelledOut[letter.toLowerCase()] ?? letter)
    .replace(apostrophes, "'")
    .replace(hyphens, '-')
}
