/** Words that nobody begins a message with who wants to hear more, whatever follows them. */
const anywhereFirst: ReadonlySet<string> = new Set(['stop', 'stopp', 'stopall', 'unsubscribe', 'optout'])

/** Words and phrases that opt out only where they are all that is said: “Cancel my table” asks for something else. */
const alone: ReadonlySet<string> = new Set(
  [
    ['cancel', 'end', 'quit', 'revoke', 'remove', 'opt out', 'remove me', 'no more'],
    ['arret', 'arreter', 'desabonner', 'desabonnement', 'desinscription', 'me desabonner'],
    ['afmelden', 'uitschrijven', 'stoppen', 'meld af'],
    ['avregistrera', 'avsluta', 'avanmal', 'avprenumerera', 'sluta'],
    ['abmelden', 'abbestellen', 'austragen'],
    ['baja', 'alto', 'parar', 'cancelar'],
    ['cancella', 'annulla', 'disiscrivi', 'disiscrivimi'],
    ['sair', 'remover'],
  ].flat(),
)

/**
 * Whether somebody who writes this asks for no more messages: STOP or what it is called elsewhere, in any case, with or
 * without accents and what surrounds it.
 */
export function isOptOut(text: string): boolean {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
  return anywhereFirst.has(words[0] ?? '') || alone.has(words.join(' '))
}
