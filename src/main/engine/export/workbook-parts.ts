import { escapeXml } from './sheet-xml.ts'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const typed = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts of a workbook beside its sheets, by their path (ECMA-376 Part 1, §12.3). */
export function workbookParts(sheetNames: readonly string[]): Record<string, string> {
  return {
    '[Content_Types].xml': contentTypes(sheetNames),
    '_rels/.rels': relations([`Type="${office}/officeDocument" Target="xl/workbook.xml"`]),
    'xl/workbook.xml': workbook(sheetNames),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheetNames.map((_, index) => `Type="${office}/worksheet" Target="${sheetPath(index).slice(3)}"`),
      `Type="${office}/styles" Target="styles.xml"`,
    ]),
    'xl/styles.xml': styles,
  }
}

/** Where a sheet lies in the workbook, counted from 0. */
export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`
}

function contentTypes(sheetNames: readonly string[]): string {
  const parts = [
    ...sheetNames.map((_, index) => [sheetPath(index), 'worksheet']),
    ['xl/workbook.xml', 'sheet.main'],
    ['xl/styles.xml', 'styles'],
  ]
  const overrides = parts.map(
    ([path, type]) => `<Override PartName="/${path}" ContentType="${typed}.${type}+xml"/>`,
  )
  return `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
}

function relations(targets: readonly string[]): string {
  const list = targets.map((target, index) => `<Relationship Id="rId${index + 1}" ${target}/>`)
  return `${head}<Relationships xmlns="${packaged}/relationships">${list.join('')}</Relationships>`
}

function workbook(sheetNames: readonly string[]): string {
  const sheets = sheetNames.map(
    (name, index) =>
      `<sheet name="${escapeXml(name).replaceAll('"', '&quot;')}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`
}

/** Style 1 is bold, for headers. */
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`
