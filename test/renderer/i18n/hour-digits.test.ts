import { describe, expect, it } from 'vitest'
import { createFormat } from '../../../src/renderer/i18n/format.ts'
import { hourDigits } from '../../../src/renderer/i18n/hour-digits.ts'

const early = new Date(2026, 10, 21, 2, 5).getTime()

describe('hourDigits', () => {
  it.each(['en-US', 'en-GB', 'fr', 'nl', 'sv'])('writes hours in %s as times that stand alone', locale => {
    const format = new Intl.DateTimeFormat(locale, {
      weekday: 'short',
      hour: hourDigits(locale),
      minute: '2-digit',
    })
    expect(format.format(early)).toMatch(new RegExp(`(^|\\D)${createFormat(locale).time(early)}`))
  })
})
