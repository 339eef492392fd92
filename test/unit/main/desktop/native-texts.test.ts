import { describe, expect, it } from 'vitest'
import { chooseLanguage, nativeTexts } from '../../../../src/main/desktop/native-texts.ts'

describe('native texts', () => {
  it('follow the first language of the system that they have', () => {
    expect(chooseLanguage(['de-AT', 'nl-BE', 'fr-BE'])).toBe('nl')
    expect(chooseLanguage(['SV'])).toBe('sv')
    expect(chooseLanguage(['de-DE'])).toBe('en')
    expect(chooseLanguage([])).toBe('en')
  })

  it('keep in every language the values that are filled in', () => {
    for (const texts of Object.values(nativeTexts)) {
      expect(texts.otherOpenDetail).toContain('{name}')
      expect(texts.engineBrokeDetail).toContain('{path}')
    }
  })
})
