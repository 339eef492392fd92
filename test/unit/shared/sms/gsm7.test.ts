import { expect, test } from 'vitest'
import { decodeGsm7, encodeGsm7, gsm7Width } from '../../../../src/shared/sms/gsm7.ts'

const ALPHABET =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'

test('The basic table has 127 characters of one septet', () => {
  expect(ALPHABET).toHaveLength(127)
  for (const character of ALPHABET) expect(gsm7Width(character.charCodeAt(0)), character).toBe(1)
})

test('The extension table has ten characters of two septets', () => {
  for (const character of '\f^{}\\[~]|€') expect(gsm7Width(character.charCodeAt(0)), character).toBe(2)
})

test('A backtick, a small c with cedilla and typographic quotes are not in the alphabet', () => {
  for (const character of '`ç’“”–…\u001b') expect(gsm7Width(character.charCodeAt(0)), character).toBe(0)
})

test('Every character of both tables survives encoding and decoding', () => {
  const text = `${ALPHABET}\f^{}\\[~]|€`
  expect(decodeGsm7(encodeGsm7(text))).toBe(text)
})

test('A character outside the alphabet leaves as a question mark', () => {
  expect(decodeGsm7(encodeGsm7('naïve'))).toBe('na?ve')
})

test('An escape before an unknown septet shows the basic character', () => {
  expect(decodeGsm7(Uint8Array.of(0x1b, 0x41))).toBe('A')
})

test('A lone or doubled escape shows one space', () => {
  expect(decodeGsm7(Uint8Array.of(0x41, 0x1b))).toBe('A ')
  expect(decodeGsm7(Uint8Array.of(0x1b, 0x1b, 0x41))).toBe(' A')
})
