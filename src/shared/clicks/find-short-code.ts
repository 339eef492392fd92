import { readShortCode, type LinkUse } from '../content/short-links.ts'

/** Where a path ends, its code; also behind what a web server puts around a request. */
const LAST = /(?:^|\/)([0-9A-Za-z]{9})(?=$|[\s?#&"'/,;])/g

/** Whose link a report names: a short link, a path, a line of a log, or the bare code. Undefined where there is none. */
export function findShortCode(text: string): LinkUse | undefined {
  for (const [, code = ''] of text.trim().matchAll(LAST)) {
    const use = readShortCode(code)
    if (use && use.deliveryId > 0 && use.personId > 0) return use
  }
  return undefined
}
