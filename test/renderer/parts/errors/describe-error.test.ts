import { beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n, languages, messages, type Language } from '../../../../src/renderer/i18n/index.ts'
import {
  describeError,
  describeReason,
  describeTrouble,
} from '../../../../src/renderer/parts/errors/index.ts'
import { UserError } from '../../../../src/shared/errors.ts'
import { FAILURE_CODES } from '../../../../src/shared/lines/failure-codes.ts'

const sources = Object.values(
  import.meta.glob<string>('/src/main/engine/{deliveries,lines,outbox,preparation,transports}/**/*.ts', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n')
const found = (pattern: RegExp): readonly string[] => [
  ...new Set([...sources.matchAll(pattern)].flatMap(match => match[1] ?? [])),
]
const thrown = found(/new UserError\('([a-z-]+\/[a-z-]+)'/g)
const stored = found(/code: '([a-z-]+\/[a-z-]+)'/g)
const unknownReasons = found(/kind: 'unknown', reason: '([a-z-]+)'/g)
const all = Object.keys(languages) as Language[]

const has = (language: Language, namespace: string, code: string): boolean => {
  const texts = messages[language][namespace]
  return typeof texts === 'object' && typeof texts[code] === 'string'
}

beforeEach(() => {
  i18n.global.locale.value = 'en'
})

describe.each(all)('In %s', language => {
  it('every failure that a line can give has its text', () => {
    expect(FAILURE_CODES.filter(code => !has(language, 'reasons', code))).toEqual([])
  })

  it('every reason for an unknown outcome has its text', () => {
    const codes = [...unknownReasons, 'interrupted']
    expect(codes.length).toBeGreaterThan(3)
    expect(codes.filter(code => !has(language, 'reasons', code))).toEqual([])
  })

  it('every error of deliveries and lines has its text', () => {
    expect(thrown.length).toBeGreaterThan(8)
    expect([...thrown, ...stored].filter(code => !has(language, 'errors', code))).toEqual([])
  })
})

describe('describeError', () => {
  it('says first what has happened, then what to do', () => {
    const words = describeError(new UserError('workspace/in-use', { path: '/clinic.campanile' }))
    expect(words.title).toBe('The workspace /clinic.campanile is open in another window or program.')
    expect(words.next).toBe('Close it there, or open another workspace.')
  })

  it('notes a bug once and gives the same reference however often it is drawn', () => {
    const note = vi.fn()
    vi.stubGlobal('reportError', note)
    const bug = new Error('boom')
    expect(describeError(bug).title).toBe(describeError(bug).title)
    expect(describeError(bug).title).toMatch(/reference [0-9a-f]{8}/)
    expect(note).toHaveBeenCalledTimes(1)
    vi.unstubAllGlobals()
  })

  it('speaks the chosen language', () => {
    i18n.global.locale.value = 'sv'
    expect(describeTrouble({ code: 'modem-no-sim', data: {} }).title).toContain('SIM-kort')
  })
})

describe('describeReason', () => {
  it('has words for what networks say most', () => {
    expect(describeReason('cms-28')).toBe('This number is not in use.')
    expect(describeReason('st-46')).toContain('expired')
  })

  it('keeps the number of a refusal that has no words of its own', () => {
    expect(describeReason('cms-521')).toContain('521')
    expect(describeReason('st-7f')).toContain('7f')
  })

  it('shows a code that nobody knows as it is', () => {
    expect(describeReason('something-new')).toBe('something-new')
  })
})
