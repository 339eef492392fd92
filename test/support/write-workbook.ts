import { columnName } from '../../src/main/engine/people/imports/workbook/cell-column.ts'
import { packFiles } from './pack-files.ts'

/** A cell as a test says it: text, a number, nothing, or something of its own kind. */
export type TestCell =
  | string
  | number
  | null
  | { readonly number: number | string; readonly format: string }
  | { readonly formula: string; readonly value: string | number | null }
  | { readonly error: string }
  | { readonly yes: boolean }
  | { readonly rich: readonly string[]; readonly spoken?: string }
  | { readonly day: string }

/** A row; `at` leaves a gap before it. */
export type TestRow =
  | readonly TestCell[]
  | { readonly at?: number; readonly hidden?: boolean; readonly cells: readonly TestCell[] }

/** A sheet of a workbook. */
export interface TestSheet {
  readonly name: string
  readonly state?: string
  readonly rows: readonly TestRow[]
  /** Ranges such as `A1:C1`. */
  readonly merged?: readonly string[]
}

/** A workbook as a test says it. */
export interface TestWorkbook {
  readonly sheets: readonly TestSheet[]
  readonly isFrom1904?: boolean
  /** Where texts stand: in a list that all cells share, or in the cell itself. */
  readonly texts?: 'shared' | 'inline'
  /** Before the name of each element. */
  readonly prefix?: string
  /** Cells and rows do not say where they are. */
  readonly hasNoReferences?: boolean
}

/** Writes a workbook by hand, because no library writes all that the programs of this world do. */
export function writeWorkbook(book: TestWorkbook): Promise<Buffer> {
  return packFiles(workbookFiles(book))
}

/** The files of a workbook by their paths. */
export function workbookFiles({
  sheets,
  isFrom1904 = false,
  texts = 'shared',
  prefix = '',
  hasNoReferences = false,
}: TestWorkbook): Record<string, string> {
  const shared: string[] = []
  const formats: string[] = []
  const write = (cell: TestCell): string => writeCell(cell, { texts, shared, formats })
  const files: Record<string, string> = {}
  for (const [index, sheet] of sheets.entries()) {
    const xml = writeSheet(sheet, write, hasNoReferences)
    files[`xl/worksheets/sheet${index + 1}.xml`] = prefix ? withPrefix(xml, prefix) : xml
  }
  const strings = `<sst xmlns="${main}" count="${shared.length}">${shared.join('')}</sst>`
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations({ rId1: ['officeDocument', 'xl/workbook.xml'] }),
    'xl/workbook.xml': workbookXml(sheets, isFrom1904),
    'xl/_rels/workbook.xml.rels': relations({
      ...Object.fromEntries(
        sheets.map((_, index) => [`rId${index + 1}`, ['worksheet', `worksheets/sheet${index + 1}.xml`]]),
      ),
      rIdStyles: ['styles', 'styles.xml'],
      ...(shared.length > 0 && { rIdStrings: ['sharedStrings', 'sharedStrings.xml'] }),
    }),
    'xl/styles.xml': stylesXml(formats),
    ...(shared.length > 0 && { 'xl/sharedStrings.xml': prefix ? withPrefix(strings, prefix) : strings }),
    ...files,
  }
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function writeSheet(sheet: TestSheet, write: (cell: TestCell) => string, hasNoReferences: boolean): string {
  let number = 0
  const rows = sheet.rows.map(row => {
    const { at, hidden = false, cells } = 'cells' in row ? row : { at: undefined, cells: row }
    number = at ?? number + 1
    const written = cells.map((cell, column) => {
      if (cell === null && !hasNoReferences) return ''
      const reference = hasNoReferences ? '' : ` r="${columnName(column)}${number}"`
      return cell === null ? '<c/>' : write(cell).replace('<c', `<c${reference}`)
    })
    const reference = hasNoReferences ? '' : ` r="${number}"`
    return `<row${reference}${hidden ? ' hidden="1"' : ''}>${written.join('')}</row>`
  })
  const merged = (sheet.merged ?? []).map(range => `<mergeCell ref="${range}"/>`).join('')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData>${merged && `<mergeCells>${merged}</mergeCells>`}</worksheet>`
}

interface Store {
  readonly texts: 'shared' | 'inline'
  readonly shared: string[]
  readonly formats: string[]
}

function writeCell(cell: TestCell, store: Store): string {
  if (cell === null) return '<c/>'
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`
  if (typeof cell === 'string') return writeText(`<t xml:space="preserve">${escape(cell)}</t>`, store)
  if ('rich' in cell) {
    const runs = cell.rich.map(run => `<r><rPr><b/></rPr><t>${escape(run)}</t></r>`).join('')
    const spoken = cell.spoken === undefined ? '' : `<rPh sb="0" eb="1"><t>${escape(cell.spoken)}</t></rPh>`
    return writeText(runs + spoken, store)
  }
  if ('number' in cell) {
    if (!store.formats.includes(cell.format)) store.formats.push(cell.format)
    return `<c s="${store.formats.indexOf(cell.format) + 1}"><v>${cell.number}</v></c>`
  }
  if ('formula' in cell) return writeFormula(cell)
  if ('error' in cell) return `<c t="e"><v>${cell.error}</v></c>`
  if ('day' in cell) return `<c t="d"><v>${cell.day}</v></c>`
  return `<c t="b"><v>${cell.yes ? 1 : 0}</v></c>`
}

function writeFormula({ formula, value }: { formula: string; value: string | number | null }): string {
  const type = typeof value === 'string' ? ' t="str"' : ''
  const result = value === null ? '' : `<v>${typeof value === 'string' ? escape(value) : value}</v>`
  return `<c${type}><f>${escape(formula)}</f>${result}</c>`
}

function writeText(xml: string, { texts, shared }: Store): string {
  if (texts === 'inline') return `<c t="inlineStr"><is>${xml}</is></c>`
  const item = `<si>${xml}</si>`
  if (!shared.includes(item)) shared.push(item)
  return `<c t="s"><v>${shared.indexOf(item)}</v></c>`
}

function workbookXml(sheets: readonly TestSheet[], isFrom1904: boolean): string {
  const list = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escape(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
  )
  return `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${isFrom1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`
}

/** Styles 1 and up have the formats in their order. */
function stylesXml(formats: readonly string[]): string {
  const own = formats.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escape(code)}"/>`)
  const styles = formats.map((_, index) => `<xf numFmtId="${164 + index}" applyNumberFormat="1"/>`)
  return `<styleSheet xmlns="${main}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`
}

function relations(targets: Readonly<Record<string, readonly string[]>>): string {
  const list = Object.entries(targets).map(
    ([id, [type, target]]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`
}

function withPrefix(xml: string, prefix: string): string {
  return xml
    .replaceAll(/<(\/?)(?![?/])/g, `<$1${prefix}:`)
    .replace(`xmlns="${main}"`, `xmlns:${prefix}="${main}"`)
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
