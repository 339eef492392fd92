import { describe, expect, it } from 'vitest'
import {
  costlyRanges,
  cutTemplate,
  faultRange,
  ownText,
  replaceInTemplate,
} from '../../../../src/renderer/parts/content-editor/template-ranges.ts'

const texts = (ranges: readonly { readonly text: string }[]): string[] => ranges.map(range => range.text)

describe('costlyRanges', () => {
  it('finds exactly the characters that force Unicode', () => {
    expect(texts(costlyRanges('Zoë’s café costs 5 €'))).toEqual(['ë', '’'])
  })

  it('looks into fallbacks, which are sent, but not into the code of a field', () => {
    expect(texts(costlyRanges('Hi {{ prénomê | default: "naïve" }}'))).toEqual(['ï'])
  })

  it('does not count the braces of a field, which take two septets in GSM-7', () => {
    expect(costlyRanges('Hi {{ first_name }}')).toEqual([])
  })
})

describe('cutTemplate', () => {
  it('gives pieces that are the template again', () => {
    const template = 'Hi {{ first_name | default: "you" }} – “see” you\nsoon…'
    const pieces = cutTemplate(template, [{ code: 'syntax', detail: '', line: 2, column: 1 }])
    expect(pieces.map(piece => piece.text).join('')).toBe(template)
    expect(texts(pieces.filter(piece => piece.isFault))).toEqual(['soon'])
    expect(texts(pieces.filter(piece => piece.isField))).toEqual(['{{ first_name | default: "you" }}'])
  })

  it('has no pieces for an empty text', () => {
    expect(cutTemplate('', [])).toEqual([])
  })
})

describe('faultRange', () => {
  it('underlines at least one character, also past the end of a line', () => {
    expect(faultRange('a {{ b', { code: 'syntax', detail: '', line: 1, column: 3 }).text).toBe('{{ b')
    expect(faultRange('a\n', { code: 'syntax', detail: '', line: 9, column: 40 }).start).toBe(2)
  })
})

describe('ownText', () => {
  it('has the fallbacks of fields and nothing of their code', () => {
    expect(ownText('Hi {{ first_name | default: "there" }}, {{ city }}!')).toBe('Hi there, !')
  })
})

describe('replaceInTemplate', () => {
  it('never ends a fallback with a quote that it puts into it', () => {
    expect(replaceInTemplate('{{ a | default: "“b”" }} “c”')).toBe('{{ a | default: "\'b\'" }} "c"')
  })

  it('replaces one character alone when asked', () => {
    expect(replaceInTemplate('a – b…', '…')).toBe('a – b...')
  })
})
