import { expect, test } from 'vitest'

type Texts = Record<string, string>

const texts = import.meta.glob<Texts>('../../../../src/shared/texts/issues/*.json', {
  import: 'default',
  eager: true,
})
const cases = import.meta.glob<{ issues: string[] }[]>('../../../cases/activities/*.json', {
  import: 'default',
  eager: true,
})
const english = texts['../../../../src/shared/texts/issues/en.json'] ?? {}

function placeholdersOf(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted()
}

test('Every issue has a text in each language, with the same values in it', () => {
  expect(Object.keys(texts).length).toBe(4)
  for (const [path, translated] of Object.entries(texts)) {
    expect(Object.keys(translated), path).toEqual(Object.keys(english))
    for (const [code, text] of Object.entries(translated)) {
      expect(placeholdersOf(text), `${path} ${code}`).toEqual(placeholdersOf(english[code]))
    }
  }
})

test('Every issue that an activity can have has a text', () => {
  const codes = Object.values(cases).flatMap(found => found.flatMap(({ issues }) => issues))
  expect(codes.length).toBeGreaterThan(5)
  for (const code of codes) expect(english).toHaveProperty(code.split(' ')[0] ?? '')
})
