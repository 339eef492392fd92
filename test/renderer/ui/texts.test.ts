import { describe, expect, it } from 'vitest'
import { detectLanguage, messages } from '../../../src/renderer/i18n/index.ts'

type Tree = { readonly [key: string]: string | Tree }

function flatten(tree: Tree, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flatten(value, `${prefix}${key}.`),
  )
}

const english = new Map(flatten(messages.en))
const placeholders = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{\w+\}/g)].map(match => match[0]))].sort()

describe.each(['fr', 'nl', 'sv'] as const)('The texts in %s', language => {
  const texts = new Map(flatten(messages[language]))

  it('are as many as in English', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('name the same values', () => {
    for (const [key, text] of texts)
      expect(placeholders(text), key).toEqual(placeholders(english.get(key) ?? ''))
  })

  it('have none that is empty', () => {
    for (const [key, text] of texts) expect(text.trim(), key).not.toBe('')
  })
})

describe('The language at start', () => {
  it("is the first of the system's that there is", () => {
    expect(detectLanguage(['de-AT', 'nl-BE', 'fr'])).toBe('nl')
    expect(detectLanguage(['de'])).toBe('en')
  })
})
