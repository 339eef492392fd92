import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileLiquid } from '../../../../src/shared/template/compile-liquid.ts'
import { compilePlain } from '../../../../src/shared/template/compile-plain.ts'
import { readLiquid } from '../../../../src/shared/template/read-liquid.ts'

const known = new Set(['first_name', 'city', 'note'])

const words = fc.string({ unit: 'grapheme', maxLength: 12 }).map(text => text.replace(/\{[{%]|\{$/g, '('))
const blanks = fc.constantFrom('', ' ', '  ', '\n', '\t ')
const quoted = fc.oneof(
  words.map(text => JSON.stringify(text.replace(/["\\]/g, '-'))),
  words.map(text => `'${text.replace(/['\\]/g, '-')}'`),
  fc.constantFrom('"a\\nb"', '"\\u00e9"', "'it\\'s'", '""', '"}}"'),
)
const outputs = fc
  .tuple(
    fc.constantFrom('{{', '{{-'),
    blanks,
    fc.constantFrom(...known),
    fc.option(fc.tuple(fc.constantFrom('|', ' | '), quoted), { nil: undefined }),
    fc.tuple(blanks, fc.constantFrom('}}', '-}}')),
  )
  .map(([open, blank, field, fallback, [end, close]]) => {
    const filter = fallback ? `${fallback[0]} default: ${fallback[1]}` : ''
    return `${open}${blank}${field}${filter}${end}${close}`
  })
const templates = fc
  .array(fc.oneof(words, outputs, blanks), { minLength: 1, maxLength: 8 })
  .map(pieces => pieces.join(''))
const value = fc.oneof(
  fc.constant(null),
  fc.constant(''),
  words,
  fc.constantFrom('{{ city }}', '0', 'false', ' '),
)

test('The fast way gives the same texts and misses the same fields as LiquidJS', () => {
  let plain = 0
  fc.assert(
    fc.property(templates, fc.tuple(value, value, value), (text, values) => {
      const reading = readLiquid(text, known)
      fc.pre(reading.faults.length === 0)
      const fast = compilePlain(reading.nodes, reading.fields)
      if (!fast) return
      plain += 1
      expect(fast(values)).toEqual(compileLiquid(reading)(values))
    }),
    { numRuns: 2000 },
  )
  expect(plain).toBeGreaterThan(1500)
})

test.each([
  '{% if city %}x{% endif %}',
  '{{ city | upcase }}',
  '{{ city | default: note }}',
  '{{ city | default: "x" | upcase }}',
  '{{ city | default: "x", allow_false: true }}',
  '{{ city.size }}',
  '{{ "text" }}',
  '{{ city == note }}',
  '{% raw %}{{ city }}{% endraw %}',
])('%j is left to LiquidJS', text => {
  const { nodes, fields, faults } = readLiquid(text, known)
  expect(faults).toEqual([])
  expect(compilePlain(nodes, fields)).toBeUndefined()
})
