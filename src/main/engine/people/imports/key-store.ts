import { createNumberList } from './number-list.ts'
import { createPhoneIndex } from './phone-index.ts'

/** Keys of people, kept outside the heap: some 30 bytes for a name, 16 for a number. */
export interface KeyStore {
  readonly size: number
  add(key: string): void
  /** The key that was added as the n-th, from 0. */
  key(index: number): string
  /** The first bytes of a key as a number; numbers compare as the bytes do. */
  first(index: number): number
  /** The bytes after those. */
  second(index: number): number
}

const pageBytes = 1024 * 1024
const lengthBytes = 2
/** As many bytes as one number holds exactly. */
const numberBytes = 6
/** UTF-8 takes at most this for each unit of a string. */
const mostBytesAUnit = 3

/** A store for any texts of up to 20,000 units. */
export function createTextStore(): KeyStore {
  const pages: Buffer[] = []
  const starts = createNumberList()
  let page = Buffer.alloc(0)
  let used = 0

  function number(index: number, skip: number): number {
    const start = starts.at(index)
    return readNumber(pages[Math.floor(start / pageBytes)] ?? page, start % pageBytes, skip)
  }
  return {
    get size() {
      return starts.size
    },
    add(key) {
      // A key never spans two pages.
      if (used + lengthBytes + key.length * mostBytesAUnit > page.length) {
        page = Buffer.allocUnsafe(pageBytes)
        pages.push(page)
        used = 0
      }
      const length = page.write(key, used + lengthBytes)
      page.writeUInt16LE(length, used)
      starts.push((pages.length - 1) * pageBytes + used)
      used += lengthBytes + length
    },
    key(index) {
      const start = starts.at(index)
      const at = (start % pageBytes) + lengthBytes
      const bytes = pages[Math.floor(start / pageBytes)] ?? page
      return bytes.toString('utf8', at, at + bytes.readUInt16LE(at - lengthBytes))
    },
    first: index => number(index, 0),
    second: index => number(index, numberBytes),
  }
}

/** Six bytes of the key that lies at a place; what is missing at its end counts as zero. */
function readNumber(bytes: Buffer, at: number, skip: number): number {
  const length = bytes.readUInt16LE(at)
  let value = 0
  for (let byte = skip; byte < skip + numberBytes; byte++) {
    value = value * 256 + (byte < length ? (bytes[at + lengthBytes + byte] ?? 0) : 0)
  }
  return value
}

/** The longest number that E.164 knows has 15 digits. */
const smallestWithAllDigits = 10 ** 14

/** A store whose keys can be found. */
export interface PhoneStore extends KeyStore {
  /** The places of a key, the lowest first; of an empty one none. */
  find(key: string): number[]
}

/** A store for phone numbers in E.164 and for empty texts: a number holds one exactly. */
export function createPhoneStore(): PhoneStore {
  const phones = createNumberList()
  const index = createPhoneIndex(phones)
  return {
    get size() {
      return phones.size
    },
    add(key) {
      phones.push(Number(key))
      index.add()
    },
    find: key => index.find(Number(key)),
    key(place) {
      const phone = phones.at(place)
      return phone === 0 ? '' : `+${phone}`
    },
    first(place) {
      let digits = phones.at(place)
      if (digits > 0) while (digits < smallestWithAllDigits) digits *= 10
      return digits
    },
    second: () => 0,
  }
}
