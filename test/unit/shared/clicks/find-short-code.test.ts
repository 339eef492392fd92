import { expect, it } from 'vitest'
import { findShortCode } from '../../../../src/shared/clicks/find-short-code.ts'
import { shortLink } from '../../../../src/shared/content/short-links.ts'

const use = { deliveryId: 31, link: 2, personId: 12_345 }
const link = shortLink('https://go.example/s/', use)
const code = link.slice(-9)

it.each([link, `${link}?utm=1`, code, `/${code}`, `"GET /s/${code} HTTP/1.1" 302`, ` ${code} `])(
  '%s names the message',
  text => expect(findShortCode(text)).toEqual(use),
)

it.each(['', 'GET /robots.txt HTTP/1.1', 'https://go.example/', `${code}x`, '/favicon.ico', '/000000000'])(
  '%j names none',
  text => expect(findShortCode(text)).toBeUndefined(),
)
