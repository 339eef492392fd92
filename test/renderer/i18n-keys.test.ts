import { describe, expect, it } from 'vitest'
import { messages } from '../../src/renderer/i18n/index.ts'

/** Texts that are looked up by codes which the engine sends; tests of their own hold them to those codes. */
const byCode = new Set(['errors', 'issues', 'reasons'])

const sources = Object.values(
  import.meta.glob<string>(['../../src/renderer/**/*.{vue,ts}', '../../src/shared/**/*.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n')

function keysOf(tree: object, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const path = prefix ? `${prefix}.${key}` : key
    return typeof value === 'object' ? keysOf(value as object, path) : [path]
  })
}

const keys = Object.entries(messages.en)
  .filter(([namespace]) => !byCode.has(namespace))
  .flatMap(([namespace, tree]) => keysOf(tree as object, namespace))

/** Every piece of the code in quotation marks that looks like a key. */
const literals = new Set(
  [...sources.matchAll(/['"`]([a-zA-Z][\w-]*(?:\.[\w-]+)+)['"`]/g)].map(match => match[1]),
)

/** What stands before a computed part: `people.state.${…}` uses all keys that begin so. */
const beginnings = [...sources.matchAll(/`([a-zA-Z][\w-]*(?:\.[\w-]+)*\.[\w-]*)\$\{/g)].map(
  match => match[1] ?? '',
)

describe('the texts of the window', () => {
  it('are found by this test', () => {
    expect(keys.length).toBeGreaterThan(500)
  })

  it('are all used', () => {
    const isUsed = (key: string): boolean =>
      literals.has(key) || beginnings.some(beginning => key.startsWith(beginning))
    expect(keys.filter(key => !isUsed(key))).toEqual([])
  })

  it('are there for every call that asks for one by name', () => {
    const asked = [...sources.matchAll(/\bt\(\s*['"]([a-zA-Z][\w-]*(?:\.[\w-]+)+)['"]/g)].map(
      match => match[1] ?? '',
    )
    const known = new Set(keys)
    expect(
      [...new Set(asked)].filter(key => !known.has(key) && !byCode.has(key.split('.')[0] ?? '')),
    ).toEqual([])
  })
})
