/** A character that XML has no place for, as workbooks write it (ECMA-376 Part 1, §22.9.2.19, ST_Xstring). */
const escaped = /_x([0-9A-Fa-f]{4})_/g
// oxlint-disable-next-line no-control-regex -- they are what is left out
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

/** The text of a cell as it is shown, with line feeds between its lines. */
export function unescapeText(text: string): string {
  const whole = text.includes('_x')
    ? text.replace(escaped, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
  return whole.includes('\r') || whole !== text ? whole.replace(/\r\n?/g, '\n').replace(controls, '') : whole
}
