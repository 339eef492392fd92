/** Stands between the values of a key; no value has it. */
const between = '\u001F'

/**
 * What people are the same by who have the same values, whatever their capitals. Who has none of the values gets a key
 * of their own: nothing is known by which they could be somebody else.
 */
export function keyOf(person: number, values: readonly (string | number | null)[]): string {
  const texts = values.map(value => fold(String(value ?? '')))
  return texts.every(text => text === '') ? `${between}${person}` : texts.join(between)
}

function fold(text: string): string {
  return text.trim().normalize('NFC').toLowerCase()
}
