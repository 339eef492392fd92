/**
 * What a field is called that is made for a column of a file. Names that machines write become words: `date_of_birth` and
 * `date-of-birth` are "Date of birth"; what a person wrote with capitals stays as it was written. At most 100 characters.
 */
export function labelOfHeader(header: string): string {
  const words = header.replace(/[_\s]+/g, ' ').trim()
  if (words !== words.toLowerCase()) return words.slice(0, 100)
  const plain = words.replace(/[-\s]+/g, ' ').trim() || words
  return (plain.charAt(0).toUpperCase() + plain.slice(1)).slice(0, 100)
}
