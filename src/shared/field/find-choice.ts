/** The choice that a text means, whatever its capitals and accents are written with; undefined for none of them. */
export function findChoice(choices: readonly string[], text: string): string | undefined {
  const wanted = foldChoice(text)
  return choices.find(choice => foldChoice(choice) === wanted)
}

/** A choice as it is compared: without capitals, and with each accent written in one way. */
export function foldChoice(text: string): string {
  return text.trim().normalize('NFC').toLowerCase()
}
