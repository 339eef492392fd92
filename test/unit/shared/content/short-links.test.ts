import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  linkDomainSchema,
  linksOf,
  readShortCode,
  shortCodeLength,
  shortLink,
} from '../../../../src/shared/content/short-links.ts'

test('A short link leads back to its delivery, link and person, and is always as long', () => {
  const use = fc.record({
    deliveryId: fc.integer({ min: 1, max: 62 ** 3 - 1 }),
    link: fc.integer({ min: 0, max: 61 }),
    personId: fc.integer({ min: 1, max: 62 ** 5 - 1 }),
  })
  fc.assert(
    fc.property(use, given => {
      const code = shortLink('', given)
      expect(code).toHaveLength(shortCodeLength)
      expect(readShortCode(code)).toEqual(given)
    }),
  )
})

test('What is no short link leads nowhere', () => {
  expect(readShortCode('abc')).toBeUndefined()
  expect(readShortCode('abcdefgh-')).toBeUndefined()
})

test.each([
  ['go.example', 'go.example/'],
  ['https://example.org/s', 'https://example.org/s/'],
  ['https://example.org/s/', 'https://example.org/s/'],
])('The domain %j is written %j', (given, written) => {
  expect(linkDomainSchema.parse(given)).toBe(written)
})

test.each(['', 'example', 'go example.org', 'ftp://example.org', 'https://example.org/?a'])(
  '%j is no domain',
  given => {
    expect(linkDomainSchema.safeParse(given).success).toBe(false)
  },
)

describe('Links in a text', () => {
  test.each([
    ['See https://example.org/a, or http://example.org!', ['https://example.org/a', 'http://example.org']],
    ['(https://example.org/a)', ['https://example.org/a']],
    ['{{ city | append: "https://example.org" }}', ['https://example.org']],
    ['https://example.org/a https://example.org/a', ['https://example.org/a']],
    ['https://example.org/{{ city }}', []],
    ['example.org', []],
  ])('%j', (text, links) => {
    expect(linksOf([text])).toEqual(links)
  })
})
