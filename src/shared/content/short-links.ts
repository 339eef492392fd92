import { z } from 'zod'

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const base = BigInt(digits.length)
/** 238,328 deliveries, 62 links in each, 916,132,832 people. */
const deliveryDigits = 3
const linkDigits = 1
const personDigits = 5

/** Characters behind the domain of every short link: always as many, so that they can be counted before. */
export const shortCodeLength = deliveryDigits + linkDigits + personDigits

/** A domain that leads to one's own redirects, as it is to stand in a message: `go.example/`, `https://example.org/s/`. */
export const linkDomainSchema = z
  .string()
  .trim()
  .max(60)
  .regex(/^(https?:\/\/)?([a-z0-9-]+\.)+[a-z]{2,}(\/[a-z0-9_-]+)*\/?$/i)
  .transform(domain => domain.replace(/\/?$/, '/'))

/** Who follows which link of which delivery. */
export interface LinkUse {
  readonly deliveryId: number
  /** Its place among the links of the content, from 0. */
  readonly link: number
  readonly personId: number
}

/** What no link has in it. */
const BEYOND = String.raw`\s{}<>"'|\\^\``
const LINK = new RegExp(String.raw`https?:\/\/[^${BEYOND}]+(?=([\s\S]{0,2}))`, 'gi')
/** What ends a sentence, or the brackets around a link, and not the link. */
const TRAILS = String.raw`[.,;:!?)\]]`
const TRAILING = new RegExp(`${TRAILS}+$`)

/**
 * The links that texts write out in full, each once, in the order in which they appear. One that goes on with a field is
 * another for each person and stays as it is.
 */
export function linksOf(texts: readonly string[]): string[] {
  const found = texts.flatMap(text =>
    Array.from(text.matchAll(LINK), match => {
      const [link, next = ''] = match
      return next.startsWith('{{') || next.startsWith('{%') ? '' : link.replace(TRAILING, '')
    }),
  )
  return [...new Set(found.filter(link => link !== ''))].slice(0, digits.length)
}

/** Writes links of a text anew, each by its place among those that are given. */
export type LinkReplacer = (text: string, write: (place: number) => string) => string

/** What writes these links anew; what only begins like one of them, as a link with a field may, stays as it is. */
export function linkReplacer(links: readonly string[]): LinkReplacer {
  const any = links.map(link => link.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')
  const pattern = new RegExp(`(?:${any})(?=${TRAILS}*(?:[${BEYOND}]|$))`, 'g')
  const places = new Map(links.map((link, place) => [link, place]))
  return (text, write) => text.replace(pattern, link => write(places.get(link) ?? 0))
}

/** What begins every short link to one target in one delivery: the redirect of the domain needs to know no more. */
export function shortLinkPrefix(domain: string, { deliveryId, link }: Omit<LinkUse, 'personId'>): string {
  return domain + encode(deliveryId, deliveryDigits) + encode(link, linkDigits)
}

/** The short link for one person. */
export function shortLink(domain: string, use: LinkUse): string {
  return shortLinkPrefix(domain, use) + encode(use.personId, personDigits)
}

/** Whose link it was; undefined for what is no short link. */
export function readShortCode(code: string): LinkUse | undefined {
  if (code.length !== shortCodeLength || [...code].some(digit => !digits.includes(digit))) return undefined
  const deliveryId = decode(code.slice(0, deliveryDigits))
  const link = decode(code.slice(deliveryDigits, deliveryDigits + linkDigits))
  return { deliveryId, link, personId: decode(code.slice(deliveryDigits + linkDigits)) }
}

function encode(value: number, length: number): string {
  let left = BigInt(value) % base ** BigInt(length)
  let code = ''
  for (let place = 0; place < length; place++) {
    code = digits.charAt(Number(left % base)) + code
    left /= base
  }
  return code
}

function decode(code: string): number {
  return [...code].reduce((sum, digit) => sum * digits.length + digits.indexOf(digit), 0)
}
