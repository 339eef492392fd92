import { footerTexts } from '../../../../src/shared/delivery/content-footer.ts'
import { encodingOf } from '../../../../src/shared/sms/encoding.ts'
import { describe, expect, test } from 'vitest'
import {
  compileContent,
  type ContentParts,
  type ContentSetting,
  type FilledContent,
} from '../../../../src/shared/content/compile-content.ts'

const setting: ContentSetting = {
  fields: ['first_name', 'last_name', 'language', 'city'],
  snippets: new Map(),
  footers: {},
  linkDomain: undefined,
}

type Person = Readonly<Record<string, string | null>>

function fill(content: ContentParts, person: Person, own: Partial<ContentSetting> = {}): FilledContent {
  const compiled = compileContent(content, { ...setting, ...own })
  expect(compiled.faults).toEqual([])
  const values = compiled.fields.map(({ name }) => person[name] ?? null)
  return compiled.fill(values, { deliveryId: 7, personId: 61 })
}

function say(content: ContentParts, person: Person = {}, own: Partial<ContentSetting> = {}): string {
  return fill(content, person, own).text
}

describe('Languages', () => {
  const content: ContentParts = {
    text: 'Hello {{ first_name }}',
    language: 'en',
    variants: [
      { language: 'fr', text: 'Bonjour {{ last_name | default: "à vous" }}' },
      { language: 'nl-BE', text: 'Dag {{ first_name }}' },
    ],
  }

  test.each([
    ['fr', 'Bonjour à vous', 'fr'],
    ['fr-CA', 'Bonjour à vous', 'fr'],
    ['FR_be', 'Bonjour à vous', 'fr'],
    ['nl', 'Dag Ann', 'nl-BE'],
    ['nl-BE', 'Dag Ann', 'nl-BE'],
    ['sv', 'Hello Ann', null],
    ['', 'Hello Ann', null],
    [null, 'Hello Ann', null],
  ])('Who speaks %j gets %j', (language, text, variant) => {
    const filled = fill(content, { first_name: 'Ann', language })
    expect(filled).toMatchObject({ text, variant })
  })

  test('Only what the own variant needs can be missing', () => {
    expect(fill(content, { language: 'fr' }).missing).toEqual([])
    expect(fill(content, { language: 'sv' }).missing).toEqual(['first_name'])
  })

  test('A fault says in which variant it is', () => {
    const variants = [{ language: 'fr', text: 'Bonjour {{ prenom }}' }]
    const { faults, fill: fillFaulty } = compileContent({ text: 'Hello', variants }, setting)
    expect(faults).toMatchObject([{ language: 'fr', code: 'unknown-field', detail: 'prenom' }])
    expect(() => fillFaulty([], { deliveryId: 1, personId: 1 })).toThrow('faults')
  })

  test('A variant can be looked at for anybody', () => {
    const compiled = compileContent(content, setting)
    const values = compiled.fields.map(({ name }) => ({ first_name: 'Ann', language: 'fr' })[name] ?? null)
    const as = (language: string | null) =>
      compiled.fill(values, { deliveryId: 1, personId: 1, as: language }).text
    expect(as(null)).toBe('Hello Ann')
    expect(as('nl-BE')).toBe('Dag Ann')
  })
})

describe('Opt-out line', () => {
  test('It follows the text in the language of the text, not of the person', () => {
    const content: ContentParts = {
      text: 'Hej',
      language: 'sv',
      variants: [{ language: 'fr', text: 'Salut' }],
      footer: { kind: 'on' },
    }
    expect(say(content, { language: 'nl' })).toBe('Hej\nAvregistrera: svara STOPP')
    expect(say(content, { language: 'fr' })).toBe('Salut\nDésabonnement : répondez STOP')
  })

  test('A workspace has its own words', () => {
    const content: ContentParts = { text: 'Hi', language: 'en-GB', footer: { kind: 'on' } }
    expect(say(content, {}, { footers: { en: 'Text NO to stop' } })).toBe('Hi\nText NO to stop')
  })

  test.each(Object.entries(footerTexts))('In %s it makes no message dearer than its length', (_, text) => {
    expect(encodingOf(text)).toBe('gsm7')
    expect(text.length).toBeLessThanOrEqual(35)
  })

  test('A text that says nothing stays empty', () => {
    const content: ContentParts = { text: '{% if city %}Hi{% endif %}', footer: { kind: 'on' } }
    expect(say(content)).toBe('')
  })

  test('Without it, and with a reason for none, nothing is added', () => {
    expect(say({ text: 'Hi' })).toBe('Hi')
    expect(say({ text: 'Hi', footer: { kind: 'off', reason: 'service' } })).toBe('Hi')
  })
})

describe('Snippets', () => {
  test('A snippet stands in its place, with the fields of the person', () => {
    const snippets = new Map([['greeting', 'Dear {{ first_name | default: "friend" }},']])
    const text = '{% snippet greeting %} see you'
    expect(say({ text }, { first_name: 'Ann' }, { snippets })).toBe('Dear Ann, see you')
    expect(say({ text }, {}, { snippets })).toBe('Dear friend, see you')
  })

  test('It stands inside a condition too, and its fields count as those of the text', () => {
    const snippets = new Map([['sign', '{{ city }}']])
    const text = '{% if last_name %}{% snippet "sign" %}{% endif %}!'
    expect(fill({ text }, { last_name: 'B' }, { snippets })).toMatchObject({ text: '!', missing: ['city'] })
    expect(fill({ text }, {}, { snippets })).toMatchObject({ text: '!', missing: [] })
  })

  test.each([
    ['{% snippet gone %}', { code: 'unknown-snippet', detail: 'gone', line: 1, column: 1 }],
    [
      'Hi\n {% snippet bad %}',
      {
        code: 'faulty-snippet',
        detail: 'bad',
        line: 2,
        column: 2,
        inside: { code: 'unknown-field', detail: 'shop', line: 1, column: 7 },
      },
    ],
    ['{% snippet nested %}', { code: 'faulty-snippet', inside: { code: 'unknown-tag', detail: 'snippet' } }],
    ['{% snippet broken %}', { code: 'faulty-snippet', inside: { code: 'unended' } }],
  ])('%j shows what is wrong in it', (text, fault) => {
    const snippets = new Map([
      ['bad', 'At {{ shop }}'],
      ['nested', '{% snippet bad %}'],
      ['broken', '{% if city %}'],
    ])
    expect(compileContent({ text }, { ...setting, snippets }).faults).toMatchObject([fault])
  })
})

describe('Links', () => {
  const content: ContentParts = { text: 'See https://example.org/very/long?a=1. Bye' }

  test('They stay as they are without a domain, and where that is wanted', () => {
    expect(say(content)).toBe(content.text)
    expect(say({ ...content, links: 'as-written' }, {}, { linkDomain: 'go.example/' })).toBe(content.text)
  })

  test('With a domain each person has a short one, always of the same length', () => {
    expect(say(content, {}, { linkDomain: 'go.example/' })).toBe('See go.example/00700000z. Bye')
  })

  test('One that goes on with a field stays as it is', () => {
    const text = 'https://example.org/{{ city }}'
    expect(say({ text }, { city: 'Ghent' }, { linkDomain: 'go.example/' })).toBe('https://example.org/Ghent')
  })

  test('One that is the beginning of another is told from it', () => {
    const text = 'https://example.org/a https://example.org/a/b'
    expect(say({ text }, {}, { linkDomain: 'go.example/' })).toBe('go.example/00700000z go.example/00710000z')
  })

  test('within a domain that is itself the beginning of them stay one link', () => {
    const text = 'https://example.org/spring or https://example.org'
    const said = 'https://example.org/s/00700000z or https://example.org/s/00710000z'
    expect(say({ text }, {}, { linkDomain: 'https://example.org/s/' })).toBe(said)
  })

  test('that are the beginning of one with a field leave that as it is', () => {
    const text = 'https://example.org/, for you https://example.org/{{ city }}'
    const said = 'go.example/00700000z, for you https://example.org/Ghent'
    expect(say({ text }, { city: 'Ghent' }, { linkDomain: 'go.example/' })).toBe(said)
  })
})

test('Plain characters replace what the SMS alphabet lacks, also in fields, and never in a short link', () => {
  const text = '“{{ first_name }}” – {{ city }}'
  expect(say({ text, characters: 'plain' }, { first_name: 'Zoë', city: 'Łódź' })).toBe('"Zoe" - Lodz')
})
