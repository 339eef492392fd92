import { app } from 'electron'
import { chooseLanguage, nativeTexts, type NativeLanguage, type NativeTexts } from './native-texts.ts'

let chosen: NativeLanguage | undefined

/** The shell's texts in the language of the window; in the system's, as long as no window has said. */
export function texts(): NativeTexts {
  return nativeTexts[spokenLanguage()]
}

/** The language of the texts. */
export function spokenLanguage(): NativeLanguage {
  return chosen ?? chooseLanguage(app.getPreferredSystemLanguages())
}

/** Speaks another language from now on. */
export function speak(language: NativeLanguage): void {
  chosen = language
}
