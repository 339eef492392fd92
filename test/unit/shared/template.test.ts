import { describe, expect, test } from 'vitest'
import { parseTemplate, render } from '../../../src/shared/template.ts'

const known = ['first_name', 'last_name', 'phone', 'country', 'language', 'due_on', 'city']

function faultsOf(text: string): string[] {
  return parseTemplate(text, known).faults.map(({ code, line, column }) => `${code} ${line}:${column}`)
}

function rendered(text: string, values: Record<string, string | null>): string {
  return render(parseTemplate(text, known), values).text
}

describe('Faults', () => {
  test.each([
    ['', 'empty 1:1'],
    [' \n ', 'empty 1:1'],
    ['Hi\n{{ first_name ', 'unclosed 2:1'],
    ['{{ first_name | shout }}', 'unknown-filter 1:1'],
    ['{% if city %}', 'unended 1:1'],
    ['{% raw %}x', 'unended 1:10'],
    ['{% if city', 'unclosed 1:1'],
    ['{% else %}', 'misplaced 1:1'],
    ['{{ {{ city }} }}', 'unexpected 1:4'],
    ['{% assign %}', 'syntax 1:10'],
    ['{% endif %}', 'misplaced 1:1'],
    ['Hi {{ first name }}', 'unknown-field 1:7'],
    ['Hi {{ first_name last_name }}', 'unexpected 1:18'],
    ['{{ }}', 'no-value 1:4'],
    ['Hi {{ firstname }}', 'unknown-field 1:7'],
    ['Hi\n\n{{ first_name | append: surname }}', 'unknown-field 3:25'],
    ['{% if vip %}x{% endif %}', 'unknown-field 1:7'],
    ['{{ city.name }}', 'unknown-field 1:4'],
    ['{{ constructor }}', 'unknown-field 1:4'],
    ['{{ city.constructor }}', 'unknown-field 1:4'],
    ['{% for c in city %}{% endfor %}', 'unknown-tag 1:1'],
    ['{% include "x" %}', 'unknown-tag 1:1'],
    ['{{ city | sample }}', 'unknown-filter 1:1'],
  ])('%j is refused with %s', (text, fault) => {
    expect(faultsOf(text)[0]).toBe(fault)
  })

  test('Every unknown field is named, in the order of the text', () => {
    expect(faultsOf('{{ b }}\n{{ a }} {{ b }}')).toEqual([
      'unknown-field 1:4',
      'unknown-field 2:4',
      'unknown-field 2:12',
    ])
  })

  test('A text beyond the limit is refused at the first character too many', () => {
    expect(faultsOf('x'.repeat(10_001))).toEqual(['too-long 1:10001'])
    expect(faultsOf('x'.repeat(10_000))).toEqual([])
  })

  test('Single braces and braces that are only closed are plain text', () => {
    expect(faultsOf('{ first_name } and }} too')).toEqual([])
  })
})

describe('Fields', () => {
  test.each([
    ['Hi {{ first_name }}', { first_name: true }],
    ['Hi {{ first_name | default: "you" }}', { first_name: false }],
    ['Hi {{ first_name | upcase }}', { first_name: true }],
    ['Hi {{ first_name | upcase | default: city }}', { first_name: false, city: false }],
    ['{{ city | default: "x" }}{{ city }}', { city: true }],
    ['{% if first_name %}Hi {{ first_name }}{% endif %}', { first_name: false }],
    ['{% assign name = first_name %}Hi {{ name }}', { first_name: false }],
    ['{% capture greeting %}Hi {{ first_name }}{% endcapture %}{{ greeting }}', { first_name: true }],
    ['No field at all', {}],
  ])('%j uses %j', (text, expected) => {
    const { faults, fields } = parseTemplate(text, known)
    expect(faults).toEqual([])
    expect(Object.fromEntries(fields.map(field => [field.name, field.isRequired]))).toEqual(expected)
  })
})

describe('Variables of a run', () => {
  const names = ['first_name', 'run.city', 'run.n']

  test('stand in a text like fields, also in conditions and with filters', () => {
    const template = parseTemplate(
      '{{ first_name }} in {{ run.city | upcase }}{% if run.n > 1 %}s{% endif %}',
      names,
    )
    expect(template.fields).toEqual([
      { name: 'first_name', isRequired: true },
      { name: 'run.city', isRequired: true },
      { name: 'run.n', isRequired: false },
    ])
    expect(render(template, { first_name: 'Ann', 'run.city': 'Gent', 'run.n': '2' }).text).toBe(
      'Ann in GENTs',
    )
    expect(render(parseTemplate('{{ run.city }}', names), {})).toEqual({ text: '', missing: ['run.city'] })
    expect(render(parseTemplate('{{ run.city | upcase }}', names), {}).missing).toEqual(['run.city'])
  })

  test('are faults where no activity brings them, and have nothing below them but their length', () => {
    const faultsOf = (text: string) =>
      parseTemplate(text, names).faults.map(({ code, detail }) => [code, detail])
    expect(faultsOf('{{ run.town }}')).toEqual([['unknown-field', 'run.town']])
    expect(faultsOf('{{ run }}')).toEqual([['unknown-field', 'run']])
    expect(faultsOf('{{ run.city.size }}{{ run.city.length }}')).toEqual([
      ['unknown-field', 'run.city.length'],
    ])
  })
})

describe('Rendering', () => {
  test('An empty value counts as absent for a default and for a condition', () => {
    const text = '{{ first_name | default: "you" }}{% if city %} in {{ city }}{% endif %}'
    expect(rendered(text, { first_name: '', city: '' })).toBe('you')
    expect(rendered(text, { first_name: null })).toBe('you')
    expect(rendered(text, { first_name: 'Ann', city: 'Gent' })).toBe('Ann in Gent')
  })

  test('A missing field is named once, and only where the text really needed it', () => {
    const always = parseTemplate('{{ city }} {{ city }} {{ last_name }}', known)
    expect(render(always, { last_name: 'Ek' }).missing).toEqual(['city'])
    const seldom = parseTemplate('{% if city %}{{ city }}, {{ last_name }}{% endif %}!', known)
    expect(render(seldom, {}).missing).toEqual([])
    expect(render(seldom, { city: 'Gent' }).missing).toEqual(['last_name'])
    expect(render(seldom, {}).missing).toEqual([])
  })

  test('A date without a time stays on its day', () => {
    expect(rendered('{{ due_on | date: "%d/%m/%Y" }}', { due_on: '2026-03-01' })).toBe('01/03/2026')
  })

  test('Values are never read as templates', () => {
    expect(rendered('{{ first_name }}', { first_name: '{{ phone }}' })).toBe('{{ phone }}')
    expect(rendered('{{ first_name | append: "" }}', { first_name: '<b>&amp;' })).toBe('<b>&amp;')
  })

  test('Dashes in the braces take the white space around them', () => {
    expect(rendered('Hi  {{- first_name -}}  !', { first_name: 'Ann' })).toBe('HiAnn!')
  })

  test('A template with faults is never rendered', () => {
    expect(() => render(parseTemplate('{{ x }}', known), {})).toThrow('faults')
  })
})
