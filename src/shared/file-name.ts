const forbidden = /[\p{Cc}<>:"/\\|?*]+/gu
/** Devices of Windows, whatever comes after a dot (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?=\.|$)/i
/** Systems take 255 bytes or more; a file that is being written has five more, and the last one may be cut off. */
const mostBytes = 200

/** What a name already ends in, where it is short enough to be one. */
const ownEnding = /\.([a-z\d]{1,10})$/i

/**
 * A name that Windows, macOS and Linux all take for a file: what one of them refuses becomes a space.
 * @param ending without its dot; where none is given, what the name ends in. It is never cut off
 * @param fallback for a name of which nothing is left
 */
export function toFileName(name: string, ending = '', fallback = 'file'): string {
  const [own = '', found = ''] = ending === '' ? (ownEnding.exec(name) ?? []) : []
  if (found !== '') return toFileName(name.slice(0, -own.length), found, fallback)
  const tail = ending === '' ? '' : `.${ending}`
  const clean = name.replace(forbidden, ' ').replace(/\s+/g, ' ')
  const stem = trim(cut(trim(clean), mostBytes - tail.length))
  return `${device.test(stem) ? `_${stem}` : stem || fallback}${tail}`
}

/** Windows drops dots and spaces at the end, and a dot in front hides a file elsewhere. */
function trim(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/g, '')
}

/** By characters, so that none is cut in two. */
function cut(name: string, most: number): string {
  let bytes = 0
  let kept = ''
  for (const character of name) {
    bytes += new TextEncoder().encode(character).length
    if (bytes > most) break
    kept += character
  }
  return kept
}
