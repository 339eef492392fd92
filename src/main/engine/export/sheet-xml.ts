import type { Cell } from './table.ts'

/** Rows of one sheet, its header included (ECMA-376 Part 1, §18.3.1.73). */
export const rowsOfSheet = 1_048_576
/** The longest text that a cell may hold (the limits of Excel). */
const longestCell = 32_767

/** The beginning of a sheet whose first row stays in view. */
export const sheetStart =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>' +
  '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
  '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>'

/** The end of a sheet. */
export const sheetEnd = '</sheetData></worksheet>'

/** One row; without references of its cells, which is allowed and a third shorter. */
export function writeSheetRow(cells: readonly Cell[], style = ''): string {
  let xml = '<row>'
  for (const cell of cells) xml += writeCell(cell, style)
  return `${xml}</row>`
}

/** Text stands in the cell itself, as text: nothing in it is ever calculated. */
function writeCell(cell: Cell, style: string): string {
  if (cell === null || cell === '') return '<c/>'
  if (typeof cell === 'number') return `<c${style}><v>${cell}</v></c>`
  const text = escapeXml(cell.length > longestCell ? cell.slice(0, longestCell) : cell)
  return `<c${style} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}

// oxlint-disable-next-line no-control-regex -- XML 1.0 §2.2 has no place for these
const needsCare = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u{d800}-\u{dfff}\ufffe\uffff&<>\r]/u
// oxlint-disable-next-line no-control-regex -- as above
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u{d800}-\u{dfff}\ufffe\uffff]/gu

/** Text as it stands between tags; characters that XML has no place for, and halves of characters, are left out. */
export function escapeXml(text: string): string {
  if (!needsCare.test(text)) return text
  return text
    .replace(notInXml, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
}
