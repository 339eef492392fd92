import type { Part } from './open-package.ts'
import { parseNumberFormat, type NumberForm } from './number-format.ts'
import { readOutlineXml } from './read-xml.ts'

/** Forms that every workbook knows by their number (ECMA-376 Part 1, §18.8.30); all others show digits. */
const dates = [14, 15, 16, 17, ...range(27, 31), 34, 35, 36, ...range(50, 54), 57, 58]
const times = [18, 19, 20, 21, 32, 33, 45, 46, 47, 55, 56]
const known = new Map<number, NumberForm>([
  ...dates.map(id => [id, { kind: 'moment', hasDate: true, hasTime: false }] as const),
  ...times.map(id => [id, { kind: 'moment', hasDate: false, hasTime: true }] as const),
  [22, { kind: 'moment', hasDate: true, hasTime: true }],
])

/** The form of numbers for each style that a cell can name. @throws UserError `import/workbook-damaged` */
export async function readStyles(file: string, part: Part | undefined): Promise<readonly NumberForm[]> {
  const own = new Map<number, NumberForm>()
  const forms: NumberForm[] = []
  if (!part) return forms
  let isInCells = false
  await readOutlineXml(file, part, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') own.set(Number(numFmtId), parseNumberFormat(formatCode))
      if (name === 'cellXfs') isInCells = true
      if (name !== 'xf' || !isInCells) return
      const id = Number(numFmtId)
      forms.push(own.get(id) ?? known.get(id) ?? { kind: 'plain' })
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return forms
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
