/** A cell in quotation marks with nothing but spaces around, or one without any at its beginning. */
const cell = String.raw`[ \t]*"([^"]*(?:""[^"]*)*)"[ \t]*|([^DELIMITER"\r\n][^DELIMITER\r\n]*|)`

/**
 * A function that cuts the text of one record by the grammar of CSV (RFC 4180), apart from spaces around quotation marks,
 * which people write; undefined where it does not keep to that, as with text behind a closing mark.
 */
export function createRecut(delimiter: string): (text: string) => string[] | undefined {
  const escaped = delimiter.replace(/[\\\]^-]/, String.raw`\$&`)
  const spaces = delimiter === '\t' ? ' ' : String.raw` \t`
  const source = cell.replaceAll('DELIMITER', escaped).replaceAll(String.raw`[ \t]`, `[${spaces}]`)
  const pattern = new RegExp(`(?:${source})([${escaped}]|$)`, 'y')
  return text => {
    const record = text.replace(/^[\r\n]+|[\r\n]+$/g, '')
    const cells: string[] = []
    pattern.lastIndex = 0
    for (;;) {
      const found = pattern.exec(record)
      if (!found) return undefined
      cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
      if (found[3] === '') return cells
    }
  }
}
