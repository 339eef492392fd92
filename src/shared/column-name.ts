/** The longest name that templates and rules take, less room for a number. */
const longest = 58

/**
 * What templates and rules call a column: "Afspraak om" is `afspraak_om`. A name that others have gets a number.
 * @param others names that are taken
 */
export function columnName(label: string, others: readonly string[] = []): string {
  const slug = label
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  const base = (/^[a-z]/.test(slug) ? slug : `column_${slug}`).slice(0, longest).replace(/_+$/, '')
  let name = base
  for (let count = 2; others.includes(name); count += 1) name = `${base}_${count}`
  return name
}
