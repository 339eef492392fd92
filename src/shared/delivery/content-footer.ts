import { z } from 'zod'

/** Why a message says nothing about how to get no more of them. */
export const footerOffReasons = ['service', 'in-text', 'other'] as const
export type FooterOffReason = (typeof footerOffReasons)[number]

/** Whether each message ends with a line that says how to opt out; without it, there is none and nobody was asked. */
export const contentFooterSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('on') }),
  z.object({
    kind: z.literal('off'),
    reason: z.enum(footerOffReasons),
    /** In the person's own words, where the reason is another one. */
    note: z.string().trim().max(200).optional(),
  }),
])
export type ContentFooter = z.infer<typeof contentFooterSchema>

/** The longest line that says how to opt out. */
export const longestFooter = 100

/** How to opt out, by language, within the SMS alphabet; a workspace can have its own words for each. */
export const footerTexts: Readonly<Record<string, string>> = {
  de: 'Abmelden: Antwort STOP',
  en: 'To opt out, reply STOP',
  es: 'Baja: responda STOP',
  fr: 'Désabonnement : répondez STOP',
  it: 'Per non ricevere altro: STOP',
  nl: 'Afmelden? Antwoord STOP',
  pt: 'Para sair, responda STOP',
  sv: 'Avregistrera: svara STOPP',
}

/** The words for a language, else for the language that it is a kind of, else those in English. */
export function footerFor(language: string | undefined, own: Readonly<Record<string, string>> = {}): string {
  const texts: Readonly<Record<string, string>> = { ...footerTexts, ...own }
  const [main = ''] = language?.split('-') ?? []
  return texts[language ?? ''] ?? texts[main] ?? texts['en'] ?? ''
}
