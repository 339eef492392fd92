import { createI18n } from 'vue-i18n'

/** The languages of the interface, each in its own words. */
export const languages = { en: 'English', fr: 'Français', nl: 'Nederlands', sv: 'Svenska' } as const

/** A language of the interface. */
export type Language = keyof typeof languages

type Tree = { [key: string]: string | Tree }

const files = {
  ...import.meta.glob<Tree>('./*.json', { eager: true, import: 'default' }),
  ...import.meta.glob<Tree>('../features/**/i18n/*.json', { eager: true, import: 'default' }),
  ...import.meta.glob<Tree>('../parts/*/i18n/*.json', { eager: true, import: 'default' }),
}

/** Flat files keyed by code, `errors/en.json`; the folder's name is their namespace. */
const codeFiles = import.meta.glob<Tree>('../../shared/texts/*/*.json', { eager: true, import: 'default' })

/** All texts by language: each file holds one top-level namespace, the shell's own file several. */
export const messages = collect()

function collect(): Record<Language, Tree> {
  const all: Record<Language, Tree> = { en: {}, fr: {}, nl: {}, sv: {} }
  for (const [path, tree] of Object.entries(files)) {
    const language = /(\w+)\.json$/.exec(path)?.[1]
    if (language && isLanguage(language)) merge(all[language], tree)
  }
  for (const [path, tree] of Object.entries(codeFiles)) {
    const [, namespace, language] = /(\w+)\/(\w+)\.json$/.exec(path) ?? []
    if (!namespace || !language || !isLanguage(language)) continue
    merge(all[language], { [namespace]: tree })
  }
  return all
}

/** Two files may share a namespace. */
function merge(into: Tree, from: Tree): void {
  for (const [key, value] of Object.entries(from)) {
    const present = into[key]
    if (typeof present === 'object' && typeof value === 'object') merge(present, value)
    else into[key] = value
  }
}

/** Is this the code of a language of the interface? */
export function isLanguage(text: string): text is Language {
  return Object.hasOwn(languages, text)
}

/** The best of our languages for the system's list of preferences, English when none fits. */
export function detectLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = tag.slice(0, 2).toLowerCase()
    if (isLanguage(language)) return language
  }
  return 'en'
}

/** The texts in the language of this moment. */
export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: messages,
})
