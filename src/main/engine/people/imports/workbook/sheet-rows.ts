import { explainLength, longestRecord } from '../record-length.ts'
import { cellColumn } from './cell-column.ts'
import type { NumberForm } from './number-format.ts'
import type { Attributes, XmlReader } from './read-xml.ts'
import { unescapeText } from './unescape-text.ts'
import { writeNumber } from './write-number.ts'

/** A cell: its text, or the position of a shared string. */
export type RawCell = string | number

/** What a row of a sheet is. */
export interface RawRow {
  /** As the workbook counts, from 1. */
  readonly number: number
  /** As far as the last cell that holds something. */
  readonly cells: RawCell[]
  readonly isHidden: boolean
}

/** A cell whose text is not what a person might expect. */
export interface CellRemark {
  readonly kind: 'error-cells' | 'formulas-without-value'
  readonly column: number
  readonly row: number
}

/** How the numbers of a workbook are meant. */
export interface NumberRules {
  /** By style. */
  readonly forms: readonly NumberForm[]
  readonly isFrom1904: boolean
}

/** Takes what a sheet holds. */
export interface RowTaker {
  /** Called for each row that holds anything, in the order of the sheet. */
  row(row: RawRow): void
  remark?(remark: CellRemark): void
}

/** Columns that a sheet can have (ECMA-376 Part 1, §18.3.1.73): A to XFD. */
const mostColumns = 16_384
/** Twice what a spreadsheet keeps in a cell, and far beyond what an import takes: more is not even put together. */
export const longestText = 65_536

interface Cell {
  column: number
  type: string
  style: number
  text: string
  hasFormula: boolean
}

/** Makes rows of the elements of a sheet (§18.3.1.4 and §18.3.1.73). Of merged cells the first holds the value. */
export function createRowReader(rules: NumberRules, taker: RowTaker): XmlReader {
  const row = { number: 0, cells: [] as RawCell[], isHidden: false, length: 0 }
  const cell: Cell = { column: -1, type: 'n', style: 0, text: '', hasFormula: false }
  let isText = false
  let isReading = false
  return {
    open(name, attributes) {
      if (name === 'c') beginCell(cell, attributes)
      else if (name === 'v' || name === 't') isText = !isReading
      else if (name === 'f') cell.hasFormula = true
      else if (name === 'rPh') isReading = true
      else if (name === 'row') {
        row.number = Math.max(row.number + 1, Number(attributes['r']) || 0)
        row.cells = []
        row.length = 0
        row.isHidden = attributes['hidden'] === '1' || attributes['hidden'] === 'true'
        cell.column = -1
      }
    },
    close(name) {
      if (name === 'c') {
        const value = valueOf(cell, rules)
        putCell(row.cells, cell.column, value)
        row.length += typeof value === 'string' ? value.length : 0
        if (row.length > longestRecord) throw explainLength(row.number)
        const kind = remarkOf(cell)
        if (kind) taker.remark?.({ kind, column: cell.column, row: row.number })
      } else if (name === 'v' || name === 't') isText = false
      else if (name === 'rPh') isReading = false
      else if (name === 'row' && row.cells.length > 0) {
        const { number, cells, isHidden } = row
        taker.row({ number, cells, isHidden })
      }
    },
    text(piece) {
      if (isText && cell.text.length < longestText) cell.text += piece
    },
  }
}

function beginCell(cell: Cell, { r: reference, t: type = 'n', s: style }: Attributes): void {
  cell.column = cellColumn(reference) ?? cell.column + 1
  cell.type = type
  cell.style = Number(style ?? 0)
  cell.text = ''
  cell.hasFormula = false
}

function putCell(cells: RawCell[], column: number, value: RawCell): void {
  if (value === '' || column >= mostColumns) return
  while (cells.length < column) cells.push('')
  cells[column] = value
}

function remarkOf({ type, hasFormula, text }: Cell): CellRemark['kind'] | undefined {
  if (type === 'e') return 'error-cells'
  // A formula may well have come to an empty text.
  return hasFormula && text === '' && type !== 'str' ? 'formulas-without-value' : undefined
}

/** What a cell holds by its type (§18.18.11); of a formula what it came to last. */
function valueOf({ type, text, style }: Cell, { forms, isFrom1904 }: NumberRules): RawCell {
  if (text === '') return ''
  switch (type) {
    case 's':
      return Number(text)
    case 'inlineStr':
    case 'str':
      return unescapeText(text)
    case 'b':
      return text.trim() === '1' || text.trim() === 'true' ? 'true' : 'false'
    case 'e':
      return ''
    case 'd':
      return writeIsoDate(text.trim())
    default:
      return writeNumber(text, forms[style], isFrom1904)
  }
}

/** Midnight is left out, as it is for days that are counted. */
function writeIsoDate(text: string): string {
  return text.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '').replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ')
}
